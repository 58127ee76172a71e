using Aruba.Fatturazione.Web.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data.Configurations;

internal sealed class SweepRunConfiguration : IEntityTypeConfiguration<SweepRun>
{
    public void Configure(EntityTypeBuilder<SweepRun> builder)
    {
        builder.ToTable("SweepRuns");
        builder.HasKey(r => r.Name);
        builder.Property(r => r.Name).HasMaxLength(40);
        builder.Property(r => r.Failure).HasMaxLength(SweepBook.FailureLength);
    }
}
