using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Aruba.Fatturazione.SqlServer.Tests;

/// <summary>What the migrations would make on a SQL Server. No server made it.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_script_is_T_SQL(MigrationsSqlGenerationOptions options)
    {
        Assert.True(TSql.Parse(TSql.Script(options)).Count > 50);
    }

    [Fact]
    public void The_script_makes_nothing_but_tables_keys_and_indexes()
    {
        string[] known = [nameof(CreateTableStatement), nameof(CreateIndexStatement), nameof(AlterTableAddTableElementStatement), nameof(IfStatement), nameof(BeginTransactionStatement), nameof(CommitTransactionStatement), nameof(InsertStatement)];

        Assert.Empty(TSql.Parse(TSql.Script()).Select(s => s.GetType().Name).Distinct().Except(known));
    }

    [Fact]
    public void What_the_script_makes_has_no_contradiction()
    {
        Assert.Empty(TSql.Problems(TSql.Model()));
    }

    [Fact]
    public void The_model_has_not_moved_on_from_the_migrations()
    {
        using var twin = Twin.NewContext();

        Assert.False(twin.Database.HasPendingModelChanges());
    }

    /// <summary>900 bytes for a clustered key, 1,700 for another index: a longer one is only warned about, and then refuses rows.</summary>
    [Fact]
    public void Every_key_and_index_fits_the_bytes_that_SQL_Server_allows()
    {
        var tables = Design().GetRelationalModel().Tables.ToList();
        var keys = tables.Select(t => (t.PrimaryKey!.Name, Bytes: Bytes(t.PrimaryKey.Columns), Most: 900));
        var uniques = tables.SelectMany(t => t.UniqueConstraints.Where(u => !u.GetIsPrimaryKey()).Select(u => (u.Name, Bytes: Bytes(u.Columns), Most: 1700)));
        var indexes = tables.SelectMany(t => t.Indexes.Select(i => (i.Name, Bytes: Bytes(i.Columns), Most: 1700)));

        Assert.Empty(keys.Concat(uniques).Concat(indexes).Where(k => k.Bytes > k.Most).Select(k => $"{k.Name} may take {k.Bytes} bytes"));
    }

    /// <summary>A filter of a SQL Server index is made of comparisons with constants joined by AND.</summary>
    [Fact]
    public void Every_filter_of_an_index_is_one_that_SQL_Server_takes()
    {
        var filtered = TSql.Parse(TSql.Script()).OfType<CreateIndexStatement>().Where(i => i.FilterPredicate is not null).ToList();

        Assert.True(filtered.Count >= 8, $"{filtered.Count}");
        Assert.All(filtered, i => Assert.True(IsAllowed(i.FilterPredicate), TSql.TextOf(i)));
    }

    [Fact]
    public void The_promises_of_uniqueness_are_the_same_as_on_SQLite()
    {
        var model = Design().GetRelationalModel();
        var promised = model.Tables.SelectMany(t => t.Indexes).Where(i => i.IsUnique).Select(i => i.Name).Order(StringComparer.Ordinal);
        var made = TSql.Parse(TSql.Script()).OfType<CreateIndexStatement>().Where(i => i.Unique).Select(i => i.Name.Value).Order(StringComparer.Ordinal);

        Assert.Equal(promised, made);
    }

    /// <summary>SQL Server refuses a table that a deletion could reach on two ways (error 1785); the model check does not see it.</summary>
    [Fact]
    public void No_table_is_reached_by_two_cascades()
    {
        var routes = new Dictionary<ITable, int>();
        var tables = Design().GetRelationalModel().Tables.ToList();
        foreach (var start in tables)
        {
            routes.Clear();
            Follow(start, routes);
            Assert.All(routes, r => Assert.True(r.Value == 1, $"{r.Key.Name} is reached {r.Value} times from {start.Name}"));
        }
    }

    private static void Follow(ITable from, Dictionary<ITable, int> routes)
    {
        foreach (var key in from.ReferencingForeignKeyConstraints.Where(k => k.OnDeleteAction is ReferentialAction.Cascade or ReferentialAction.SetNull))
        {
            routes[key.Table] = routes.GetValueOrDefault(key.Table) + 1;
            Follow(key.Table, routes);
        }
    }

    private static IModel Design()
    {
        using var twin = Twin.NewContext();
        return twin.GetService<IDesignTimeModel>().Model;
    }

    private static int Bytes(IEnumerable<IColumn> columns) => columns.Sum(c => BytesOf(c.StoreType));

    private static int BytesOf(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        var length = open < 0 ? "" : type[(open + 1)..^1];
        return (open < 0 ? type : type[..open]) switch
        {
            _ when length == "max" => int.MaxValue / 100,
            "nvarchar" or "nchar" => 2 * int.Parse(length),
            "varchar" or "char" or "varbinary" or "binary" => int.Parse(length),
            "uniqueidentifier" => 16,
            "datetime2" or "bigint" => 8,
            "int" => 4,
            "date" => 3,
            "bit" => 1,
            _ => throw new InvalidOperationException($"How long is {type}?"),
        };
    }

    private static bool IsAllowed(BooleanExpression filter) => filter switch
    {
        BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } and => IsAllowed(and.FirstExpression) && IsAllowed(and.SecondExpression),
        BooleanIsNullExpression { Expression: ColumnReferenceExpression } => true,
        BooleanComparisonExpression { FirstExpression: ColumnReferenceExpression, SecondExpression: Literal } => true,
        InPredicate { Expression: ColumnReferenceExpression, NotDefined: false } @in => @in.Values.All(v => v is Literal),
        _ => false,
    };
}
