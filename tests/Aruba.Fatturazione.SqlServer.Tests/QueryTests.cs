namespace Aruba.Fatturazione.SqlServer.Tests;

/// <summary>Every question of the shop, as SQL Server would be asked it. No server answered.</summary>
public sealed class QueryTests
{
    // SQL that one database alone understands, or that is made of the model's own names.
    private static readonly string[] ByHand =
    [
        "MigrationTurn.ForgetDeadMigrationAsync", "RowWriter.Table..ctor", "SecretInvariants.InTablesAsync", "SqliteChecks.RequireAsync", "SqlitePragmas.ConnectionOpened", "SqlitePragmas.ConnectionOpenedAsync",
    ];

    [Fact]
    public async Task Every_question_in_the_code_is_heard()
    {
        await Walk.OnceAsync();

        Assert.True(CallSite.Questions.Count > 100, $"only {CallSite.Questions.Count} found");
        var unheard = Walk.Unheard().Select(q => q.ToString()).Order().ToList();
        Assert.True(unheard.Count == 0, $"No web test asks: {string.Join("; ", unheard)}. Failed on the way: {string.Join("; ", Walk.Failures)}");
    }

    [Fact]
    public async Task Every_question_is_translated_for_SQL_Server()
    {
        await Walk.OnceAsync();

        Assert.NotEmpty(Listener.Heard);
        Assert.True(Listener.Untranslatable.IsEmpty, string.Join('\n', Listener.Untranslatable.Select(u => $"{u.Key}: {u.Value}")));
    }

    [Fact]
    public async Task Every_question_fits_the_tables_that_the_migrations_make()
    {
        await Walk.OnceAsync();

        var heard = Listener.Heard.Values.OrderBy(h => h.Where, StringComparer.Ordinal).ToList();
        Assert.All(heard, h => TSql.Parse(h.Statement.Text));
        var problems = TSql.Problems(TSql.Model(heard.Select((h, i) => TSql.AsProcedure(h.Statement, i))));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_question_about_a_column_that_is_not_there_is_noticed()
    {
        var wrong = new Statement("SELECT [o].[Numero] FROM [Orders] AS [o] WHERE [o].[Id] = @id", ["@id uniqueidentifier"]);

        Assert.NotEmpty(TSql.Problems(TSql.Model([TSql.AsProcedure(wrong, 1)])));
    }

    [Fact]
    public void SQL_written_by_hand_stands_where_one_database_alone_is_spoken_to()
    {
        Assert.Equal(ByHand, CallSite.WrittenByHand.Select(c => c.Where).Distinct().Order(StringComparer.Ordinal));
    }
}
