using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data.Configurations;

internal sealed class OutboxConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Event).HasMaxLength(60);
        builder.Property(m => m.Reaction).HasMaxLength(60);
        builder.Property(m => m.Payload).HasMaxLength(1000);
        builder.Property(m => m.Topic).HasMaxLength(60);
        builder.Property(m => m.TraceParent).HasMaxLength(60);
        builder.Property(m => m.LastError).HasMaxLength(OutboxMessage.ErrorLength);
        builder.Property(m => m.Outcome).HasMaxLength(OutboxMessage.OutcomeLength);

        // Only what is still to be done is in the index: the poll costs the same with two million rows done.
        builder.HasIndex(m => m.DueAt).HasFilter("\"DoneAt\" IS NULL AND \"ParkedAt\" IS NULL");
        builder.HasIndex(m => m.ParkedAt).HasFilter("\"ParkedAt\" IS NOT NULL");
        builder.HasIndex(m => m.Topic);
    }
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("Audit");
        builder.Property(a => a.Actor).HasMaxLength(256);
        builder.Property(a => a.Action).HasMaxLength(60);
        builder.Property(a => a.Topic).HasMaxLength(60);
        builder.Property(a => a.Details).HasMaxLength(2000);
        builder.HasIndex(a => a.Topic);
        builder.HasIndex(a => a.At);
    }
}
