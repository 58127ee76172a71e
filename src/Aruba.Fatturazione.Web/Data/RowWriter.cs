using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// Writes new entities with one prepared command per table, past the change tracker: some twenty times faster, with the names and
/// conversions of the same model. For filling databases; raises no event and moves no version.
/// </summary>
internal sealed class RowWriter(StoreDbContext db) : IDisposable
{
    private readonly Dictionary<Type, Table> tables = [];
    private IDbContextTransaction? transaction;

    /// <summary>Opens the transaction that the rows belong to.</summary>
    public async Task BeginAsync(CancellationToken ct) => transaction = await db.Database.BeginTransactionAsync(ct);

    /// <summary>Inserts a row. Columns that the entity does not have itself (its owner's key) are given by name.</summary>
    public void Insert(object entity, string? owner = null, Guid ownerId = default)
    {
        if (!tables.TryGetValue(entity.GetType(), out var table))
        {
            tables.Add(entity.GetType(), table = new Table(db, entity.GetType(), transaction!.GetDbTransaction(), owner));
        }

        table.Insert(entity, ownerId);
    }

    /// <summary>Keeps what was inserted.</summary>
    public Task CommitAsync(CancellationToken ct) => transaction!.CommitAsync(ct);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var table in tables.Values)
        {
            table.Dispose();
        }

        transaction?.Dispose();
    }

    [SuppressMessage("Security", "CA2100", Justification = "The text is made of names of the model alone; values are parameters.")]
    private sealed class Table : IDisposable
    {
        private readonly DbCommand command;
        private readonly List<Column> columns = [];

        public Table(StoreDbContext db, Type type, DbTransaction transaction, string? owner)
        {
            var entity = db.Model.FindEntityType(type) ?? db.Model.GetEntityTypes().Single(e => e.ClrType == type);
            var sql = db.GetService<ISqlGenerationHelper>();
            var table = entity.GetTableName() ?? throw new InvalidOperationException($"{type.Name} has no table.");
            var place = StoreObjectIdentifier.Table(table, entity.GetSchema());
            command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = transaction;
            foreach (var property in entity.GetFlattenedProperties().Where(p => !IsNumberedByDatabase(p)))
            {
                var name = $"@p{columns.Count}";
                var parameter = property.GetRelationalTypeMapping().CreateParameter(command, name, null, nullable: true);
                command.Parameters.Add(parameter);
                columns.Add(new Column(property, parameter, IsOwner: property.Name == owner));
            }

            var names = string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.Property.GetColumnName(place) ?? c.Property.Name)));
            var values = string.Join(", ", columns.Select(c => c.Parameter.ParameterName));
            command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(table)} ({names}) VALUES ({values})";
        }

        public void Insert(object entity, Guid ownerId)
        {
            foreach (var column in columns)
            {
                var value = column.IsOwner ? ownerId : column.Property.IsShadowProperty() ? null : Read(column.Property, entity);
                column.Parameter.Value = column.ToProvider(value) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }

        public void Dispose() => command.Dispose();

        private static bool IsNumberedByDatabase(IProperty property) =>
            property.ValueGenerated == ValueGenerated.OnAdd && property.IsPrimaryKey() && property.ClrType != typeof(Guid);

        private static object? Read(IPropertyBase property, object? entity)
        {
            var owner = property.DeclaringType is IComplexType inner ? Read(inner.ComplexProperty, entity) : entity;
            return owner is null ? null : property.GetGetter().GetClrValue(owner);
        }
    }

    private sealed record Column(IProperty Property, DbParameter Parameter, bool IsOwner)
    {
        private readonly Func<object?, object?> convert = Property.GetRelationalTypeMapping().Converter?.ConvertToProvider ?? (v => v);

        public object? ToProvider(object? value) => value is null ? null : convert(value);
    }
}
