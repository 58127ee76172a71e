using System.Data;
using System.Data.Common;
using Aruba.Fatturazione.Web.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Aruba.Fatturazione.SqlServer.Tests;

/// <summary>A statement as the SQL Server provider would send it.</summary>
/// <param name="Text">The T-SQL.</param>
/// <param name="Parameters">Each parameter with its type, as in a declaration.</param>
internal sealed record Statement(string Text, IReadOnlyList<string> Parameters);

/// <summary>The shop's context on a SQL Server that does not exist: no connection is opened, every command is noted and answered with nothing.</summary>
internal static class Twin
{
    private static readonly AsyncLocal<List<Statement>?> Notes = new();

    private static readonly DbContextOptions<SqlServerStoreDbContext> Options = new DbContextOptionsBuilder<SqlServerStoreDbContext>()
        .UseSqlServer("Server=nowhere")
        .AddInterceptors(new NoConnection(), new NoCommands())
        .EnableThreadSafetyChecks(false)
        .Options;

    public static SqlServerStoreDbContext NewContext()
    {
        var context = new SqlServerStoreDbContext(Options);
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return context;
    }

    /// <summary>What is sent while <paramref name="work"/> runs. Whatever comes of the empty answers does not matter here.</summary>
    public static async Task<IReadOnlyList<Statement>> HearAsync(Func<Task> work)
    {
        List<Statement> heard = [];
        Notes.Value = heard;
        try
        {
            await work();
        }
        catch (Exception e) when (heard.Count > 0 && e is InvalidOperationException or DbUpdateConcurrencyException or DbUpdateException)
        {
            // The statement was sent; nobody was there to answer it.
        }
        finally
        {
            Notes.Value = null;
        }

        return heard;
    }

    /// <summary>The command as a statement, its parameters as declarations.</summary>
    public static Statement Read(DbCommand command) =>
        new(command.CommandText, [.. command.Parameters.Cast<SqlParameter>().Select(p => $"{Name(p)} {Type(p)}")]);

    private static void Note(DbCommand command) => Notes.Value?.Add(Read(command));

    private static string Name(SqlParameter p) => p.ParameterName.StartsWith('@') ? p.ParameterName : "@" + p.ParameterName;

    private static string Type(SqlParameter p) => p.SqlDbType switch
    {
        SqlDbType.NVarChar or SqlDbType.VarChar or SqlDbType.VarBinary or SqlDbType.NChar or SqlDbType.Char or SqlDbType.Binary =>
            $"{p.SqlDbType}({(p.Size is > 0 and <= 4000 ? p.Size : "max")})",
        SqlDbType.Decimal => $"decimal({Math.Max(p.Precision, (byte)18)},{p.Scale})",
        _ => p.SqlDbType.ToString(),
    };

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class NoCommands : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Note(command);
            return InterceptionResult<DbDataReader>.SuppressWithResult(NoRows());
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ReaderExecuting(command, eventData, result));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Note(command);
            return InterceptionResult<int>.SuppressWithResult(0);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

        public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
        {
            Note(command);
            return InterceptionResult<object>.SuppressWithResult(0);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ScalarExecuting(command, eventData, result));

        private static DataTableReader NoRows() => new(new DataTable());
    }
}
