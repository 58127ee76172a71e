#pragma warning disable EF1001 // The only place where every question passes before it is compiled; tests alone lean on it.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace Aruba.Fatturazione.SqlServer.Tests;

/// <summary>
/// Stands in the query compiler of the shop that runs on SQLite, and puts each question to the SQL Server provider too: what it would send,
/// and from which line of the shop, is kept.
/// </summary>
internal sealed class Listener(
    IQueryContextFactory queryContextFactory, ICompiledQueryCache cache, ICompiledQueryCacheKeyGenerator keys, IDatabase database,
    IDiagnosticsLogger<DbLoggerCategory.Query> logger, ICurrentDbContext current, IEvaluatableExpressionFilter filter, IModel model)
    : QueryCompiler(queryContextFactory, cache, keys, database, logger, current, filter, model)
{
    /// <summary>Every statement by its text, with a place that sends it.</summary>
    public static ConcurrentDictionary<string, (Statement Statement, string Where)> Heard { get; } = new();

    /// <summary>What the provider could not translate, with the place.</summary>
    public static ConcurrentDictionary<string, string> Untranslatable { get; } = new();

    /// <summary>The calls of the shop from which something was asked.</summary>
    public static ConcurrentDictionary<CallSite, bool> Places { get; } = new();

    // A place that puts its question together varies it within so many times; most ask the same one thousands of times.
    private const int Enough = 60;

    private static readonly ConcurrentDictionary<string, int> Times = new();

    public override TResult Execute<TResult>(Expression query)
    {
        ListenAsync(query, compiler => Task.FromResult<object?>(compiler.Execute<TResult>(Moved(query, compiler)))).GetAwaiter().GetResult();
        return base.Execute<TResult>(query);
    }

    public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
    {
        // Nothing waits: the twin's commands are answered on the spot.
        ListenAsync(query, async compiler =>
        {
            var answer = compiler.ExecuteAsync<TResult>(Moved(query, compiler));
            if (answer is Task task)
            {
                await task;
            }

            return answer;
        }).GetAwaiter().GetResult();
        return base.ExecuteAsync<TResult>(query, cancellationToken);
    }

    private static async Task ListenAsync(Expression query, Func<TwinCompiler, Task<object?>> ask)
    {
        var place = CallSite.OfStack(new StackTrace());
        if (place is not null)
        {
            Places.TryAdd(place, true);
        }

        var where = place?.ToString() ?? "a package";
        if (Times.AddOrUpdate(where, 1, (_, n) => n + 1) > Enough)
        {
            return;
        }

        foreach (var inOnePiece in HasSplit.In(query) ? new[] { false, true } : [false])
        {
            await using var twin = Twin.NewContext();
            var compiler = new TwinCompiler(twin, inOnePiece);
            try
            {
                foreach (var statement in await Twin.HearAsync(async () =>
                {
                    if (await ask(compiler) is IRelationalQueryingEnumerable rows)
                    {
                        await using var command = rows.CreateDbCommand();
                        Keep(Twin.Read(command), where);
                    }
                }))
                {
                    Keep(statement, where);
                }
            }
            catch (Exception e)
            {
                Untranslatable.TryAdd(where, e.Message);
            }
        }
    }

    private static void Keep(Statement statement, string where) => Heard.TryAdd(statement.Text, (statement, where));

    private static Expression Moved(Expression query, TwinCompiler to) => new Move(to.Context, to.InOnePiece).Visit(query);

    /// <summary>The compiler of the twin.</summary>
    private sealed class TwinCompiler(SqlServerStoreDbContext context, bool inOnePiece)
    {
        private readonly IQueryCompiler compiler = context.GetService<IQueryCompiler>();

        public SqlServerStoreDbContext Context => context;

        public bool InOnePiece => inOnePiece;

        public TResult Execute<TResult>(Expression query) => compiler.Execute<TResult>(query);

        // How the question reads does not depend on whether its asker is still waiting: a host that stops cancels what it asks.
        public TResult ExecuteAsync<TResult>(Expression query) => compiler.ExecuteAsync<TResult>(query, CancellationToken.None);
    }

    /// <summary>The same question about the tables of another context.</summary>
    private sealed class Move(DbContext to, bool inOnePiece) : ExpressionVisitor
    {
        [return: NotNullIfNotNull(nameof(node))]
        public override Expression? Visit(Expression? node)
        {
            if (node is MemberExpression or MethodCallExpression && typeof(IQueryable).IsAssignableFrom(node.Type) && IsSet(node))
            {
                // db.Users, or a question in a variable, inside another question: read from the closure.
                return Visit(Expression.Lambda<Func<IQueryable>>(node).Compile()().Expression);
            }

            return base.Visit(node);
        }

        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? ((IQueryable)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(root.EntityType.ClrType).Invoke(to, null)!).Expression
            : base.VisitExtension(node);

        protected override Expression VisitMethodCall(MethodCallExpression node) => inOnePiece && node.Method.Name == HasSplit.Name
            ? Visit(node.Arguments[0])
            : base.VisitMethodCall(node);

        private static bool IsSet(Expression node) => node switch
        {
            MemberExpression { Expression: ConstantExpression } => true,
            MemberExpression { Expression: { } owner } => typeof(DbContext).IsAssignableFrom(owner.Type),
            MethodCallExpression { Object: { } owner } => typeof(DbContext).IsAssignableFrom(owner.Type),
            _ => false,
        };
    }

    private sealed class HasSplit : ExpressionVisitor
    {
        public const string Name = nameof(RelationalQueryableExtensions.AsSplitQuery);

        private bool found;

        public static bool In(Expression query)
        {
            var look = new HasSplit();
            look.Visit(query);
            return look.found;
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            found |= node.Method.Name == Name;
            return base.VisitMethodCall(node);
        }
    }
}
