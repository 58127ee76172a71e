using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.Property(a => a.Id).ValueGeneratedNever();

        // Identity's hard lock would let strangers lock owners out; attempts are slowed down by Throttle instead.
        // Nor does anybody write through Identity's manager, whose stamp would take 38 bytes for each account.
        // Taken out of the metadata, because ignoring what Identity has mapped is a warning at every start.
        builder.Metadata.RemoveProperty(nameof(Account.ConcurrencyStamp));
        builder.Metadata.AddIgnored(nameof(Account.ConcurrencyStamp));
        builder.Ignore(a => a.LockoutEnd).Ignore(a => a.LockoutEnabled).Ignore(a => a.AccessFailedCount);
        builder.Property(a => a.PrivacyVersion).HasMaxLength(40);
        builder.Property(a => a.TotpSecret).HasMaxLength(400);
        builder.ComplexProperty(a => a.Registrant, registrant =>
        {
            registrant.IsRequired(false);
            registrant.Property(r => r!.Nome).HasMaxLength(XsdLimits.Nome);
            registrant.Property(r => r!.Cognome).HasMaxLength(XsdLimits.Cognome);
            registrant.Property(r => r!.Denominazione).HasMaxLength(XsdLimits.Denominazione);
            registrant.Property(r => r!.Telefono).HasMaxLength(20);
            registrant.ComplexProperty(r => r!.Indirizzo, IntestatarioColumns.Map);
        });

        // A subject and a mailbox are registered once; the loser of a race reads the winner.
        builder.HasIndex(a => a.NormalizedEmail).IsUnique().HasDatabaseName("EmailIndex").HasFilter("\"NormalizedEmail\" IS NOT NULL");
        builder.HasIndex(a => a.CodiceFiscale).IsUnique().HasFilter("\"CodiceFiscale\" IS NOT NULL");
        builder.HasIndex(a => a.PartitaIva).IsUnique().HasFilter("\"PartitaIva\" IS NOT NULL");
    }
}

/// <summary>Identity leaves the names in its keys at 450 characters, more than a clustered key of SQL Server holds (900 bytes).</summary>
internal sealed class IdentityKeyConfiguration : IEntityTypeConfiguration<IdentityUserLogin<Guid>>, IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    private const int Length = 128;

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.Property(l => l.LoginProvider).HasMaxLength(Length);
        builder.Property(l => l.ProviderKey).HasMaxLength(Length);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.Property(t => t.LoginProvider).HasMaxLength(Length);
        builder.Property(t => t.Name).HasMaxLength(Length);
    }
}

internal sealed class AccountSessionConfiguration : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> builder)
    {
        builder.ToTable("Sessions");
        builder.HasKey(s => s.KeyHash);
        builder.Property(s => s.KeyHash).HasMaxLength(64);
        builder.Property(s => s.Scheme).HasMaxLength(20);
        builder.Property(s => s.Device).HasMaxLength(AccountSession.DeviceLength);
        builder.Property(s => s.Network).HasMaxLength(AccountSession.NetworkLength);
        builder.HasIndex(s => s.OwnerId);
        builder.HasIndex(s => s.EndsAt);
    }
}

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.TextVersion).HasMaxLength(40);
        builder.HasIndex(c => c.AccountId);
    }
}

internal sealed class EmailChangeConfiguration : IEntityTypeConfiguration<EmailChange>
{
    public void Configure(EntityTypeBuilder<EmailChange> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Email).HasMaxLength(256);
        builder.HasIndex(c => c.AccountId).IsUnique();
        builder.HasIndex(c => c.ExpiresAt);
    }
}

internal sealed class OneTimeLinkConfiguration : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.TokenHash).HasMaxLength(64);
        builder.HasIndex(l => l.TokenHash).IsUnique();
        builder.HasIndex(l => l.AccountId);
    }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Selector).HasMaxLength(RecoveryCode.SelectorLength);
        builder.Property(c => c.Hash).HasMaxLength(256);
        builder.HasIndex(c => new { c.AccountId, c.Selector }).IsUnique();
    }
}

internal sealed class ThrottleConfiguration : IEntityTypeConfiguration<Throttle>
{
    public void Configure(EntityTypeBuilder<Throttle> builder)
    {
        builder.HasKey(t => t.Key);
        builder.Property(t => t.Key).HasMaxLength(120);
    }
}

internal sealed class StoreSecretConfiguration : IEntityTypeConfiguration<StoreSecret>
{
    public void Configure(EntityTypeBuilder<StoreSecret> builder)
    {
        builder.ToTable("Secrets");
        builder.HasKey(s => s.Name);
        builder.Property(s => s.Name).HasMaxLength(40);
        builder.Property(s => s.Protected).HasMaxLength(1000);
    }
}
