using System.Linq.Expressions;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Payments.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data.Configurations;

internal static class MandateColumns
{
    public static void StoreMandate<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, Mandate?>> property)
        where T : class =>
        builder.ComplexProperty(property, mandate =>
        {
            mandate.IsRequired(false);
            mandate.Property(m => m!.DocumentVersion).HasMaxLength(40);
            mandate.Property(m => m!.Digest).HasMaxLength(64);
            mandate.Property(m => m!.Statement).HasMaxLength(1000);
            mandate.Property(m => m!.IpAddress).HasMaxLength(45);
            mandate.Property(m => m!.UserAgent).HasMaxLength(256);
        });
}

internal sealed class PaymentAttemptConfiguration : IEntityTypeConfiguration<PaymentAttempt>
{
    public void Configure(EntityTypeBuilder<PaymentAttempt> builder)
    {
        builder.StoreAsEventSource();
        builder.ToTable("PaymentAttempts");
        builder.Property(a => a.OrderNumber).HasMaxLength(20);
        builder.Property(a => a.Reference).HasMaxLength(200);
        builder.Property(a => a.PageUrl).HasMaxLength(2000);
        builder.StoreMandate(a => a.Mandate);
        builder.Ignore(a => a.IsLive).Ignore(a => a.IsSetup);

        // At most one attempt that can take money for an order, whoever begins it.
        builder.HasIndex(a => a.LiveOrderId).IsUnique().HasFilter("\"LiveOrderId\" IS NOT NULL");
        builder.HasIndex(a => new { a.Method, a.Reference }).IsUnique().HasFilter("\"Reference\" IS NOT NULL");
        builder.HasIndex(a => a.NextLookAt).HasFilter("\"NextLookAt\" IS NOT NULL");
        builder.HasIndex(a => new { a.OrderId, a.StartedAt });
        builder.HasIndex(a => new { a.AccountId, a.StartedAt });
    }
}

internal sealed class SavedMethodConfiguration : IEntityTypeConfiguration<SavedMethod>
{
    public void Configure(EntityTypeBuilder<SavedMethod> builder)
    {
        builder.StoreAsEventSource();
        builder.ToTable("SavedMethods");
        builder.Property(m => m.Token).HasMaxLength(200);
        builder.Property(m => m.Customer).HasMaxLength(200);
        builder.Property(m => m.Brand).HasMaxLength(40);
        builder.Property(m => m.Last4).HasMaxLength(4);
        builder.Property(m => m.PayerHint).HasMaxLength(256);
        builder.Property(m => m.Label).HasMaxLength(SavedMethod.LabelLength);
        builder.StoreMandate(m => m.Mandate);
        builder.Ignore(m => m.Description).Ignore(m => m.Name);
        builder.HasIndex(m => new { m.Method, m.Token }).IsUnique();
        builder.HasIndex(m => m.AccountId);
        builder.HasIndex(m => m.NextAskAt).HasFilter("\"NextAskAt\" IS NOT NULL");
    }
}

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable("Refunds");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Note).HasMaxLength(500);
        builder.Property(r => r.DecidedBy).HasMaxLength(256);
        builder.Property(r => r.Reference).HasMaxLength(120);
        builder.Property(r => r.Failure).HasMaxLength(500);
        builder.HasIndex(r => r.Reference).HasFilter("\"Reference\" IS NOT NULL");
    }
}

internal sealed class DeskTaskConfiguration : IEntityTypeConfiguration<DeskTask>
{
    public void Configure(EntityTypeBuilder<DeskTask> builder)
    {
        builder.StoreAsEventSource();
        builder.ToTable("DeskTasks");
        builder.Property(t => t.Key).HasMaxLength(120);
        builder.Property(t => t.OrderNumber).HasMaxLength(20);
        builder.Property(t => t.Words).HasMaxLength(500);
        builder.Property(t => t.ClosedBy).HasMaxLength(256);
        builder.Property(t => t.Note).HasMaxLength(500);
        builder.HasIndex(t => t.Key).IsUnique();
        builder.HasIndex(t => t.OrderNumber);
        builder.HasIndex(t => t.OpenedAt).HasFilter("\"ClosedAt\" IS NULL");
    }
}

internal sealed class ProviderEventConfiguration : IEntityTypeConfiguration<ProviderEvent>
{
    public void Configure(EntityTypeBuilder<ProviderEvent> builder)
    {
        builder.ToTable("ProviderEvents");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Provider).HasMaxLength(20);
        builder.Property(e => e.EventId).HasMaxLength(120);
        builder.Property(e => e.Type).HasMaxLength(100);
        builder.Property(e => e.Outcome).HasMaxLength(500);

        // The same event is the same event for ever, not only within a time window.
        builder.HasIndex(e => new { e.Provider, e.EventId }).IsUnique();
        builder.HasIndex(e => e.ReceivedAt);
    }
}

internal sealed class ProviderCustomerConfiguration : IEntityTypeConfiguration<ProviderCustomer>
{
    public void Configure(EntityTypeBuilder<ProviderCustomer> builder)
    {
        builder.ToTable("ProviderCustomers");
        builder.Property(c => c.Provider).HasMaxLength(20);
        builder.Property(c => c.Reference).HasMaxLength(200);
        builder.HasKey(c => new { c.AccountId, c.Provider });
        builder.HasIndex(c => new { c.Provider, c.Reference }).IsUnique();
    }
}
