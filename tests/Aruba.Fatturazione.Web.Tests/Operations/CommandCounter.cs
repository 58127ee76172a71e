using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Aruba.Fatturazione.Web.Tests.Operations;

/// <summary>What one request sent to the database.</summary>
/// <param name="Route">Method and pattern.</param>
/// <param name="Path">The address as asked.</param>
/// <param name="Commands">Every command, the session's included, in order.</param>
internal sealed record Asked(string Route, string Path, IReadOnlyList<string> Commands)
{
    public bool IsPost => Route.StartsWith("POST", StringComparison.Ordinal);
}

/// <summary>Counts the SQL commands of each request: all of them, whoever sends them.</summary>
internal sealed class CommandCounter : DbCommandInterceptor, IStartupFilter
{
    private readonly AsyncLocal<ConcurrentQueue<string>?> current = new();

    public ConcurrentQueue<Asked> Requests { get; } = [];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, go) =>
        {
            ConcurrentQueue<string> mine = [];
            current.Value = mine;
            try
            {
                await go(http);
            }
            finally
            {
                var pattern = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? http.Request.Path;
                Requests.Enqueue(new Asked($"{http.Request.Method} /{pattern.TrimStart('/')}", http.Request.Path, [.. mine]));
            }
        });
        next(app);
    };

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Counted(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Counted(command, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Counted(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Counted(command, result));

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Counted(command, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Counted(command, result));

    private T Counted<T>(DbCommand command, T result)
    {
        current.Value?.Enqueue(command.CommandText);
        return result;
    }
}
