using Aruba.Fatturazione.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data.Configurations;

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    private const string NotDeleted = "\"Status\" <> 'Deleted'";

    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.StoreAsEventSource();
        builder.Property(s => s.HolderName).HasMaxLength(125);
        builder.Property(s => s.HolderEmail).HasMaxLength(256);

        // Two services never share a subject (domain: one service per codice fiscale or partita IVA).
        builder.HasIndex(s => s.CodiceFiscale).IsUnique().HasFilter(NotDeleted);
        builder.HasIndex(s => s.PartitaIva).IsUnique().HasFilter(NotDeleted + " AND \"PartitaIva\" IS NOT NULL");
        builder.HasIndex(s => s.AccountId);
        builder.HasIndex(s => s.RenewalMethodId).HasFilter("\"RenewalMethodId\" IS NOT NULL");
        builder.StoreMandate(s => s.RenewalMandate);
        builder.Ignore(s => s.RenewsItself).Ignore(s => s.TermAnchor).Ignore(s => s.IsLeaving).Ignore(s => s.TermOrder).Ignore(s => s.LastNotice).Ignore(s => s.AtExpiry).Ignore(s => s.ToRenew).Ignore(s => s.HasWish);

        // Whoever is leaving is never charged, whatever the code says.
        builder.ToTable(t => t.HasCheckConstraint("CK_Subscriptions_LeavingIsNotRenewed", "\"DisdettaAt\" IS NULL OR \"RenewalMethodId\" IS NULL"));

        // Each service waits for one instant: finding what is due costs the same with a million services.
        builder.HasIndex(s => s.NextLookAt).HasFilter("\"NextLookAt\" IS NOT NULL");
        builder.HasMany(s => s.Steps).WithOne().HasForeignKey("SubscriptionId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Items).WithOne().HasForeignKey("SubscriptionId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Changes).WithOne().HasForeignKey("SubscriptionId").IsRequired().OnDelete(DeleteBehavior.Cascade);

        // Always read with the service: without them it would be renewed, and priced, as something else.
        builder.Navigation(s => s.Changes).AutoInclude();
        builder.HasMany(s => s.Periods).WithOne().HasForeignKey("SubscriptionId").IsRequired().OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HolderVersionConfiguration : IEntityTypeConfiguration<HolderVersion>
{
    public void Configure(EntityTypeBuilder<HolderVersion> builder)
    {
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.ComplexProperty(v => v.Holder, IntestatarioColumns.Map);
        builder.HasOne<Subscription>().WithMany().HasForeignKey(v => v.SubscriptionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(v => new { v.SubscriptionId, v.At });
    }
}

internal sealed class SubscriptionItemConfiguration : IEntityTypeConfiguration<SubscriptionItem>
{
    public void Configure(EntityTypeBuilder<SubscriptionItem> builder)
    {
        builder.ToTable("SubscriptionItems");
        builder.Property(i => i.ProductCode).HasMaxLength(40);
        builder.Property(i => i.Name).HasMaxLength(100);
    }
}

internal sealed class SubscriptionChangeConfiguration : IEntityTypeConfiguration<SubscriptionChange>
{
    public void Configure(EntityTypeBuilder<SubscriptionChange> builder)
    {
        builder.ToTable("SubscriptionChanges");
        builder.Property(c => c.ProductCode).HasMaxLength(40);
        builder.Property(c => c.Name).HasMaxLength(100);
        builder.HasIndex("SubscriptionId", nameof(SubscriptionChange.ProductCode), nameof(SubscriptionChange.StartsOn)).IsUnique();
    }
}

internal sealed class SubscriptionPeriodConfiguration : IEntityTypeConfiguration<SubscriptionPeriod>
{
    public void Configure(EntityTypeBuilder<SubscriptionPeriod> builder)
    {
        builder.ToTable("SubscriptionPeriods");
        builder.Property(p => p.OrderNumber).HasMaxLength(20);
        builder.HasIndex("SubscriptionId", nameof(SubscriptionPeriod.StartsOn)).IsUnique();
        builder.HasIndex(p => p.OrderNumber).IsUnique();
    }
}

internal sealed class RenewalStepConfiguration : IEntityTypeConfiguration<RenewalStep>
{
    public void Configure(EntityTypeBuilder<RenewalStep> builder)
    {
        builder.ToTable("RenewalSteps");
        builder.Property(s => s.Id).ValueGeneratedNever();

        // However many clocks tick at once, each step of a term is taken once.
        builder.HasIndex("SubscriptionId", nameof(RenewalStep.ExpiresOn), nameof(RenewalStep.Kind), nameof(RenewalStep.Days)).IsUnique();
    }
}

internal sealed class PanelAccessConfiguration : IEntityTypeConfiguration<PanelAccess>
{
    public void Configure(EntityTypeBuilder<PanelAccess> builder)
    {
        builder.StoreAsEventSource();
        builder.Property(p => p.Username).HasMaxLength(30);
        builder.Property(p => p.PasswordHash).HasMaxLength(256);
        builder.Property(p => p.OrderNumber).HasMaxLength(20);
        builder.HasIndex(p => p.Username).IsUnique();
        builder.HasIndex(p => p.SubscriptionId).IsUnique();
        builder.HasIndex(p => p.AccountId);
    }
}
