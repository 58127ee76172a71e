using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Aruba.Fatturazione.SqlServer.Tests;

/// <summary>The database that the migrations make, as a model without a server, and the questions that it can be asked.</summary>
internal static class TSql
{
    /// <summary>The script of all migrations.</summary>
    public static string Script(MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
    {
        using var twin = Twin.NewContext();
        return twin.GetService<IMigrator>().GenerateScript(null, null, options);
    }

    /// <summary>The statements of a script. Throws when it is no T-SQL.</summary>
    public static IReadOnlyList<TSqlStatement> Parse(string script)
    {
        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        return errors.Count == 0
            ? [.. ((TSqlScript)tree).Batches.SelectMany(b => b.Statements)]
            : throw new FormatException($"{errors[0].Message} (line {errors[0].Line}) in: {script}");
    }

    /// <summary>Text of a statement as it stands in its script.</summary>
    public static string TextOf(TSqlStatement statement) =>
        string.Concat(statement.ScriptTokenStream.Skip(statement.FirstTokenIndex).Take(statement.LastTokenIndex - statement.FirstTokenIndex + 1).Select(t => t.Text));

    /// <summary>The tables, keys and indexes of the script, and whatever else is added.</summary>
    public static TSqlModel Model(params IEnumerable<string> more)
    {
        var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var statement in Parse(Script()).Where(s => s is CreateTableStatement or CreateIndexStatement or AlterTableStatement))
        {
            model.AddObjects(TextOf(statement));
        }

        foreach (var text in more)
        {
            model.AddObjects(text);
        }

        return model;
    }

    /// <summary>What is wrong with a model, in words.</summary>
    public static IReadOnlyList<string> Problems(TSqlModel model) =>
        [.. model.Validate().Where(m => m.MessageType is DacMessageType.Error or DacMessageType.Warning).Select(m => m.ToString())];

    /// <summary>A statement as a procedure: only so are the columns in it looked up.</summary>
    public static string AsProcedure(Statement statement, int number)
    {
        var parameters = statement.Parameters.Count == 0 ? "" : " " + string.Join(", ", statement.Parameters);
        return $"CREATE PROCEDURE [dbo].[q{number}]{parameters} AS\n{statement.Text}";
    }
}
