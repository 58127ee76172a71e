using Aruba.Fatturazione.Web.Reconciliation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data.Configurations;

internal sealed class BankFileConfiguration : IEntityTypeConfiguration<BankFile>
{
    public void Configure(EntityTypeBuilder<BankFile> builder)
    {
        builder.StoreAsEventSource();
        builder.ToTable("BankFiles");
        builder.Property(f => f.Account).HasMaxLength(20);
        builder.Property(f => f.Name).HasMaxLength(BankFile.NameLength);
        builder.Property(f => f.Digest).HasMaxLength(64);
        builder.Property(f => f.BroughtBy).HasMaxLength(256);
        builder.HasIndex(f => new { f.Account, f.Digest }).IsUnique();
        builder.HasIndex(f => f.BroughtAt);
    }
}

internal sealed class BankFileContentConfiguration : IEntityTypeConfiguration<BankFileContent>
{
    public void Configure(EntityTypeBuilder<BankFileContent> builder)
    {
        builder.ToTable("BankFileContents");
        builder.HasKey(c => c.FileId);
        builder.Property(c => c.FileId).ValueGeneratedNever();
    }
}

internal sealed class CsvColumnsConfiguration : IEntityTypeConfiguration<CsvColumns>
{
    public void Configure(EntityTypeBuilder<CsvColumns> builder)
    {
        builder.ToTable("CsvColumns");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Account).HasMaxLength(20);
        builder.Property(c => c.Heading).HasMaxLength(64);
        builder.Property(c => c.Separator).HasMaxLength(1);
        builder.HasIndex(c => new { c.Account, c.Heading }).IsUnique();
    }
}

internal sealed class BankLineConfiguration : IEntityTypeConfiguration<BankLine>
{
    public void Configure(EntityTypeBuilder<BankLine> builder)
    {
        builder.StoreAsEventSource();
        builder.ToTable("BankLines");
        builder.Property(l => l.Account).HasMaxLength(20);
        builder.Property(l => l.Fingerprint).HasMaxLength(32);
        builder.Property(l => l.Reference).HasMaxLength(BankLine.ReferenceLength);
        builder.Property(l => l.Remittance).HasMaxLength(BankLine.RemittanceLength);
        builder.Property(l => l.Payer).HasMaxLength(BankLine.PayerLength);
        builder.Property(l => l.OrderNumber).HasMaxLength(20);
        builder.Property(l => l.DecidedBy).HasMaxLength(256);
        builder.Property(l => l.Note).HasMaxLength(BankLine.NoteLength);
        builder.Ignore(l => l.Left).Ignore(l => l.NeedsPerson).Ignore(l => l.CanBeRegistered).Ignore(l => l.NextReference);

        // The same line of two files is one line.
        builder.HasIndex(l => new { l.Account, l.Fingerprint }).IsUnique();
        builder.HasIndex(l => new { l.FileId, l.Place });
        builder.HasIndex(l => new { l.State, l.Id });
        builder.HasIndex(l => l.Reference);
    }
}
