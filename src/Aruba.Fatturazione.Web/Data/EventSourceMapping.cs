using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>What every entity with verbs has in common in the database.</summary>
internal static class EventSourceMapping
{
    public static void StoreAsEventSource<T>(this EntityTypeBuilder<T> builder)
        where T : EventSource
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.Ignore(e => e.Events).Ignore(e => e.Touched);
    }
}
