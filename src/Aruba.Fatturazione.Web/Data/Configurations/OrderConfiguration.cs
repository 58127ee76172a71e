using Aruba.Fatturazione.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data.Configurations;

internal sealed class CartConfiguration : IEntityTypeConfiguration<Cart>
{
    public void Configure(EntityTypeBuilder<Cart> builder)
    {
        builder.StoreAsEventSource();
        builder.ComplexProperty(c => c.Intestatario, holder =>
        {
            holder.IsRequired(false);
            IntestatarioColumns.Map(holder!);
        });
        builder.OwnsMany(c => c.Lines, line =>
        {
            line.ToTable("CartLines");
            line.WithOwner().HasForeignKey("CartId");

            // By its own number alone: SQLite numbers rows only under a key of one column.
            line.HasKey(l => l.Id);
            line.Property(l => l.ProductCode).HasMaxLength(40);
            line.HasIndex("CartId", nameof(CartLine.ProductCode)).IsUnique();
        });
        builder.Navigation(c => c.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Ignore(c => c.LinesConfirmed).Ignore(c => c.Ordered).Ignore(c => c.Wanted);

        // One open cart per account, whichever tab or device asks first.
        builder.HasIndex(c => c.AccountId).IsUnique().HasFilter("\"OrderedAt\" IS NULL");
    }
}

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.StoreAsEventSource();
        builder.Property(o => o.Number).HasMaxLength(20);
        builder.Property(o => o.AccountUsername).HasMaxLength(256);
        builder.Property(o => o.AccountEmail).HasMaxLength(256);
        builder.Property(o => o.SearchName).HasMaxLength(160);
        builder.ComplexProperty(o => o.Intestatario, IntestatarioColumns.Map);
        builder.Ignore(o => o.Paid).Ignore(o => o.StillDue);

        builder.HasIndex(o => o.Number).IsUnique();
        builder.HasIndex(o => o.CartId).IsUnique();
        builder.HasIndex(o => o.CodiceFiscale).IsUnique().HasDatabaseName("IX_Orders_OneUnpaidPurchasePerSubject")
            .HasFilter("\"Status\" = 'AwaitingPayment' AND \"Kind\" IN ('Purchase', 'Repurchase')");
        builder.HasIndex(o => o.PartitaIva).IsUnique().HasDatabaseName("IX_Orders_OneUnpaidPurchasePerPartitaIva")
            .HasFilter("\"Status\" = 'AwaitingPayment' AND \"Kind\" IN ('Purchase', 'Repurchase') AND \"PartitaIva\" IS NOT NULL");

        // A service is renewed once from each expiry, by whoever asks first: its plan, its owner, another tab.
        builder.HasIndex(o => new { o.SubscriptionId, o.RenewsFrom }).IsUnique().HasDatabaseName("IX_Orders_OneRenewalPerTerm")
            .HasFilter("\"Kind\" = 'Renewal' AND \"Status\" <> 'Cancelled' AND \"Status\" <> 'Lapsed'");

        // One extension of a service at a time, until it is applied or closed unpaid.
        builder.HasIndex(o => o.SubscriptionId).IsUnique().HasDatabaseName("IX_Orders_OneOpenExtension")
            .HasFilter("\"Kind\" = 'Extension' AND \"Status\" <> 'Cancelled' AND \"Status\" <> 'Lapsed' AND \"Status\" <> 'Concluded'");

        // An account has a few places for unpaid orders; each order takes one until its money comes or it ends.
        builder.HasIndex(o => new { o.AccountId, o.UnpaidPlace }).IsUnique().HasDatabaseName("IX_Orders_UnpaidPlacesOfAccount")
            .HasFilter("\"Status\" = 'AwaitingPayment' AND \"UnpaidPlace\" IS NOT NULL");
        builder.HasIndex(o => new { o.AccountId, o.PlacedAt });
        builder.HasIndex(o => new { o.PlacedAt, o.Number });
        builder.HasIndex(o => new { o.Status, o.PlacedAt });
        builder.HasIndex(o => new { o.Method, o.PlacedAt });
        builder.HasIndex(o => new { o.Kind, o.PlacedAt });
        builder.HasIndex(o => o.AccountUsername);
        builder.HasIndex(o => o.AccountEmail);
        builder.HasIndex(o => new { o.CodiceFiscale, o.PlacedAt });
        builder.HasIndex(o => new { o.PartitaIva, o.PlacedAt });
        builder.HasIndex(o => o.SearchName);

        // The desk's list of what is to be decided: tiny, however many orders there are.
        builder.HasIndex(o => o.NeedsDecisionSince).HasFilter("\"NeedsDecisionSince\" IS NOT NULL");

        builder.HasMany(o => o.Lines).WithOne().HasForeignKey("OrderId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(o => o.Payments).WithOne().HasForeignKey("OrderId").IsRequired().OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(o => o.Refunds).WithOne().HasForeignKey("OrderId").IsRequired().OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(o => o.Acceptances).WithOne().HasForeignKey("OrderId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(o => o.History).WithOne().HasForeignKey("OrderId").IsRequired().OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("OrderLines");
        builder.Property(l => l.ProductCode).HasMaxLength(40);
        builder.Property(l => l.Name).HasMaxLength(100);
    }
}

internal sealed class RegisteredPaymentConfiguration : IEntityTypeConfiguration<RegisteredPayment>
{
    public void Configure(EntityTypeBuilder<RegisteredPayment> builder)
    {
        builder.ToTable("RegisteredPayments");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Source).HasMaxLength(40);
        builder.Property(p => p.Reference).HasMaxLength(120);
        builder.Property(p => p.Currency).HasMaxLength(3);
        builder.Property(p => p.Note).HasMaxLength(500);
        builder.Property(p => p.RegisteredBy).HasMaxLength(256);

        // The same money counts once, whoever registers it and however often.
        builder.HasIndex(p => new { p.Source, p.Reference }).IsUnique();

        // The desk's figures: what was entered in the last days.
        builder.HasIndex(p => p.RegisteredAt);
    }
}

internal sealed class ContractAcceptanceConfiguration : IEntityTypeConfiguration<ContractAcceptance>
{
    public void Configure(EntityTypeBuilder<ContractAcceptance> builder)
    {
        builder.ToTable("ContractAcceptances");
        builder.Property(a => a.DocumentCode).HasMaxLength(60);
        builder.Property(a => a.DocumentVersion).HasMaxLength(40);
        builder.Property(a => a.Digest).HasMaxLength(64);
        builder.Property(a => a.Statement).HasMaxLength(1000);
        builder.Property(a => a.IpAddress).HasMaxLength(45);
        builder.Property(a => a.UserAgent).HasMaxLength(256);
    }
}

internal sealed class OrderHistoryConfiguration : IEntityTypeConfiguration<OrderHistoryEntry>
{
    public void Configure(EntityTypeBuilder<OrderHistoryEntry> builder)
    {
        builder.ToTable("OrderHistory");
        builder.Property(h => h.Trigger).HasMaxLength(40);
        builder.Property(h => h.Actor).HasMaxLength(256);
        builder.Property(h => h.Note).HasMaxLength(500);
    }
}
