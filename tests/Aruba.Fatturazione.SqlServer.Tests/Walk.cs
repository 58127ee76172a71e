using System.Collections.Concurrent;
using System.Reflection;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Outbox;
using Aruba.Fatturazione.Web.Tests.Payments;
using Aruba.Fatturazione.Web.Tests.Proof;
using Aruba.Fatturazione.Web.Tests.Story;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.SqlServer.Tests;

/// <summary>
/// Goes through the shop with the web tests while <see cref="Listener"/> listens: first with those that vary their questions most, then
/// with all others until every question of the code was heard. A test of a new feature is found by itself.
/// </summary>
internal static class Walk
{
    // Heard in no web test, each for its reason.
    private static readonly string[] Unasked =
    [
        "DemoData.", "DoctorChecks.", "OrderSeeder.", "StaffAccounts.", // the command line's
        "MigrationTurn.", // SQLite's alone
        "PaymentDesk.SettleAsync → SingleAsync", // after six lost races; OpenAsync asks the same words
    ];

    private static readonly Type[] Always = [typeof(SearchTests), typeof(DeskSpeedTests), typeof(WholeStoryTests), typeof(CardTests), typeof(Rare), typeof(DeliveryTests)];
    // Tests wait for processors, mails and pages most of the time.
    private const int AtOnce = 4;

    private static readonly SemaphoreSlim OneWalk = new(1, 1);
    private static bool done;

    /// <summary>Walks once for all tests of this assembly.</summary>
    public static async Task OnceAsync()
    {
        await OneWalk.WaitAsync();
        try
        {
            if (!done)
            {
                done = true;
                StoreHost.Everywhere = services => services.AddSingleton<IInterceptor>(Rare.Race).ConfigureDbContext<SqliteStoreDbContext>(
#pragma warning disable EF1001 // See Listener.
                    o => o.ReplaceService<IQueryCompiler, Listener>());
#pragma warning restore EF1001
                await GoAsync();
            }
        }
        finally
        {
            OneWalk.Release();
        }
    }

    /// <summary>Questions of the code that nobody has asked yet.</summary>
    public static IReadOnlyList<CallSite> Unheard() =>
        [.. CallSite.Questions.Where(q => !Listener.Places.ContainsKey(q) && !Unasked.Any(u => q.ToString().StartsWith(u, StringComparison.Ordinal)))];

    private static async Task GoAsync()
    {
        foreach (var type in Always)
        {
            await RunAsync(type, () => true);
        }

        var others = typeof(StoreHost).Assembly.GetTypes().Except(Always).Where(IsAboutTheShop).OrderBy(t => t.FullName, StringComparer.Ordinal);
        await Parallel.ForEachAsync(others, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (type, _) =>
        {
            if (Unheard().Count > 0)
            {
                await RunAsync(type, () => Unheard().Count > 0);
            }
        });
    }

    // Those that share a host, and those with one of their own; not those of processes that are killed, where nobody listens.
    private static bool IsAboutTheShop(Type type) => type.Namespace != typeof(KillTests).Namespace && HasHost(type);

    private static bool HasHost(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IClassFixture<>) && typeof(StoreHost).IsAssignableFrom(i.GetGenericArguments()[0]))
        || (typeof(IAsyncLifetime).IsAssignableFrom(type) && type.IsSealed && type.Name.EndsWith("Tests", StringComparison.Ordinal) && type.GetConstructor([]) is not null);

    private static async Task RunAsync(Type type, Func<bool> goOn)
    {
        var arguments = type.GetConstructors().Single().GetParameters()
            .Select(p => p.ParameterType.IsInterface ? null : Activator.CreateInstance(p.ParameterType)).ToArray();
        foreach (var fixture in arguments.OfType<IAsyncLifetime>())
        {
            await fixture.InitializeAsync();
        }

        foreach (var method in type.GetMethods().Where(m => m.DeclaringType == typeof(Rare) || m.GetCustomAttribute<FactAttribute>() is { Skip: null }))
        {
            foreach (var row in method.GetParameters().Length == 0 ? [[]] : method.GetCustomAttributes<InlineDataAttribute>().SelectMany(d => d.GetData(method)))
            {
                if (!goOn())
                {
                    break;
                }

                await TryAsync(type, method, arguments, row);
            }
        }

        foreach (var fixture in arguments.OfType<IAsyncLifetime>())
        {
            await fixture.DisposeAsync();
        }
    }

    // What the test finds is the web tests' business; here only what it asks counts.
    private static async Task TryAsync(Type type, MethodInfo method, object?[] arguments, object?[] row)
    {
        var test = Activator.CreateInstance(type, arguments)!;
        try
        {
            await ((test as IAsyncLifetime)?.InitializeAsync() ?? Task.CompletedTask);
            await (method.Invoke(test, row) as Task ?? Task.CompletedTask);
            await ((test as IAsyncLifetime)?.DisposeAsync() ?? Task.CompletedTask);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Failures.Enqueue($"{type.Name}.{method.Name}: {(e is TargetInvocationException { InnerException: { } inner } ? inner : e).Message}");
        }

        (test as IDisposable)?.Dispose();
    }

    /// <summary>Tests that failed on the way, for the message of a test that misses something.</summary>
    public static ConcurrentQueue<string> Failures { get; } = new();
}
