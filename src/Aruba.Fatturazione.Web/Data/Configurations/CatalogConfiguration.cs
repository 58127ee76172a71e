using Aruba.Fatturazione.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data.Configurations;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.HasKey(p => p.Code);
        builder.Property(p => p.Code).HasMaxLength(40);
        builder.Property(p => p.Name).HasMaxLength(100);
        builder.Property(p => p.Summary).HasMaxLength(500);
        builder.Property(p => p.Needs).HasMaxLength(40);
        builder.Property(p => p.SheetCode).HasMaxLength(60);
    }
}

internal sealed class PriceConfiguration : IEntityTypeConfiguration<Price>
{
    public void Configure(EntityTypeBuilder<Price> builder)
    {
        builder.Property(p => p.ProductCode).HasMaxLength(40);
        builder.HasOne<Product>().WithMany().HasForeignKey(p => p.ProductCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.ProductCode, p.ValidFrom }).IsUnique();
    }
}

internal sealed class TermOfferConfiguration : IEntityTypeConfiguration<TermOffer>
{
    public void Configure(EntityTypeBuilder<TermOffer> builder)
    {
        builder.HasKey(t => t.Years);
        builder.Property(t => t.Years).ValueGeneratedNever();
    }
}
