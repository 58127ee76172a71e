using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Aruba.Fatturazione.SqlServer.Tests;

/// <summary>How rows of each table would be written, changed and deleted on SQL Server. No server did.</summary>
public sealed class SaveTests
{
    public static TheoryData<string> Entities { get; } = [.. Names()];

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task A_row_is_written_changed_and_deleted_in_words_that_fit_its_table(string name)
    {
        List<Statement> heard = [];
        foreach (var (state, rows) in new[] { (EntityState.Added, 1), (EntityState.Added, 3), (EntityState.Modified, 1), (EntityState.Deleted, 1) })
        {
            var sent = await SentAsync(name, state, rows);
            Assert.Contains(sent, s => s.Text.Contains(Verb(state), StringComparison.Ordinal) || (state == EntityState.Added && s.Text.Contains("MERGE", StringComparison.Ordinal)));
            heard.AddRange(sent);
        }

        Assert.All(heard, s => TSql.Parse(s.Text));
        Assert.Empty(TSql.Problems(TSql.Model(heard.Select(TSql.AsProcedure))));
    }

    private static string Verb(EntityState state) => state switch
    {
        EntityState.Added => "INSERT INTO",
        EntityState.Modified => "UPDATE",
        _ => "DELETE FROM",
    };

    private static IEnumerable<string> Names()
    {
        using var twin = Twin.NewContext();
        return [.. twin.Model.GetEntityTypes().Where(e => !e.IsOwned()).Select(e => e.Name)];
    }

    private static async Task<IReadOnlyList<Statement>> SentAsync(string name, EntityState state, int rows)
    {
        await using var twin = Twin.NewContext();
        var type = twin.Model.FindEntityType(name)!;
        for (var row = 1; row <= rows; row++)
        {
            Track(twin.Entry(Made(type.ClrType)), type, state, row);
        }

        return await Twin.HearAsync(() => twin.SaveChangesAsync());
    }

    private static void Track(EntityEntry entry, IEntityType type, EntityState state, int row)
    {
        foreach (var complex in type.GetComplexProperties().Where(c => !c.IsCollection && !c.IsNullable))
        {
            var value = Made(complex.ClrType);
            foreach (var inner in complex.ComplexType.GetComplexProperties().Where(c => !c.IsNullable))
            {
                inner.FieldInfo!.SetValue(value, Made(inner.ClrType));
            }

            entry.ComplexProperty(complex.Name).CurrentValue = value;
        }

        foreach (var property in type.GetProperties())
        {
            var numberedByDatabase = property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType != typeof(Guid);
            if (!(state == EntityState.Added && numberedByDatabase) && (property.IsShadowProperty() || !property.IsNullable))
            {
                entry.Property(property.Name).CurrentValue = Sample(property.ClrType, row);
            }
        }

        entry.State = state;
    }

    // An entity's own constructor fills its lists; a value without one is only looked at for its columns.
    private static object Made(Type type) => type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is { } make
        ? make.Invoke([])
        : RuntimeHelpers.GetUninitializedObject(type);

    private static object? Sample(Type type, int n)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(string) => $"x{n}",
            _ when plain == typeof(Guid) => new Guid(n, 0, 0, new byte[8]),
            _ when plain == typeof(int) => n,
            _ when plain == typeof(long) => (long)n,
            _ when plain == typeof(byte[]) => new[] { (byte)n },
            _ when plain.IsValueType => Activator.CreateInstance(plain),
            _ => null,
        };
    }
}
