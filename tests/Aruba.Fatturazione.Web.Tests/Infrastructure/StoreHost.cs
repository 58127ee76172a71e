using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Sandbox;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Aruba.Fatturazione.Web.Tests.Infrastructure;

/// <summary>
/// The whole shop on a real port, with its own database, its own sandbox and a clock that the test moves.
/// Use it as class fixture; derive from it to change settings.
/// </summary>
public class StoreHost : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    /// <summary>What every host of this process registers besides its own: whoever listens to all of them.</summary>
    public static Action<IServiceCollection>? Everywhere { get; set; }

    private readonly List<WebApplication> instances = [];
    private TestDatabase? database;
    private SandboxApp? sandbox;

    public FakeTimeProvider Clock { get; } = new(Start);

    /// <summary>The time of shop and sandbox.</summary>
    protected virtual TimeProvider Time => Clock;

    public SandboxApp Sandbox => sandbox ?? throw new InvalidOperationException("The host has not started.");

    public Mailbox Mailbox => Sandbox.Mailbox;

    public WebApplication App => instances[0];

    public Uri Address => AddressOf(App);

    public IServiceProvider Services => App.Services;

    /// <summary>Settings of this host, over those of Development.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>False when the test itself runs the outbox with <see cref="RunOutboxAsync"/>.</summary>
    protected virtual bool RunsJobs => true;

    public static string ContentRoot { get; } = FindContentRoot();

    public async Task InitializeAsync()
    {
        database = await TestDatabase.NewAsync();
        sandbox = await SandboxApp.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", SmtpPort = 0 }, Time);
        await StartInstanceAsync();
        await StartedAsync();
    }

    /// <summary>Another instance of the shop over the same database.</summary>
    public async Task<WebApplication> StartInstanceAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = ContentRoot,
            ApplicationName = typeof(StoreDbContext).Assembly.GetName().Name,
        });
        builder.Configuration.AddInMemoryCollection(BaseSettings()).AddInMemoryCollection(Settings);
        builder.AddStore();
        builder.Services.Replace(ServiceDescriptor.Singleton(Time));
        Configure(builder);
        Everywhere?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseStore();
        await app.StartAsync();
        instances.Add(app);
        return app;
    }

    /// <summary>From now on the providers send their webhooks to an instance; before, they send none.</summary>
    public async Task HearWebhooksAsync(WebApplication? instance = null)
    {
        using var http = new HttpClient { BaseAddress = Sandbox.BaseAddress };
        var address = AddressOf(instance ?? App).ToString();
        using var answer = await http.PutAsJsonAsync("/mischief", new { webhooks = new { address } });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Looks at every payment that is due, as the sweep does.</summary>
    public Task<int> RunSweepAsync() => Services.GetRequiredService<UnsettledSweep>().RunDueAsync(CancellationToken.None);

    public static Uri AddressOf(WebApplication app) => new(app.Urls.First());

    /// <summary>A new browser with no cookies.</summary>
    public Browser NewBrowser(WebApplication? instance = null) => new(AddressOf(instance ?? App));

    /// <summary>Reads or arranges data behind the shop's back; for what no page shows.</summary>
    public async Task<T> InDatabaseAsync<T>(Func<StoreDbContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<StoreDbContext>());
    }

    public Task<int> RunOutboxAsync(WebApplication? instance = null) =>
        (instance ?? App).Services.GetRequiredService<OutboxDispatcher>().RunDueAsync(CancellationToken.None);

    /// <summary>A browser in which an account of that kind is signed in.</summary>
    public async Task<Browser> SignedInAsync(AccountKind kind, string username)
    {
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var now = Time.UtcNow();
        await InDatabaseAsync(async db =>
        {
            var account = new Accounts.Account { Id = Guid.CreateVersion7(), Kind = kind, UserName = username, NormalizedUserName = username.ToUpperInvariant(), CreatedAt = now };
            db.AddRange(account, new AccountSession
            {
                KeyHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
                OwnerId = account.Id,
                Scheme = Schemes.Account,
                SignedInAt = now,
                ProvenAt = now,
                LastUsedAt = now,
                EndsAt = now.AddHours(8),
            });
            return await db.SaveChangesAsync();
        });
        var browser = NewBrowser();
        browser.Cookies.Add(new Cookie("sessione", key, "/", browser.Address.Host));
        return browser;
    }

    /// <summary>An agent's browser.</summary>
    public Task<Browser> AgentAsync(string name) => SignedInAsync(AccountKind.Staff, name);

    public async Task DisposeAsync()
    {
        foreach (var app in instances)
        {
            await app.DisposeAsync();
        }

        await Sandbox.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    /// <summary>Registers what the test replaces.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    /// <summary>After the first instance is up.</summary>
    protected virtual Task StartedAsync() => Task.CompletedTask;

    private Dictionary<string, string?> BaseSettings() => new()
    {
        ["urls"] = "http://127.0.0.1:0",
        ["Database:Provider"] = TestDatabase.Provider.ToString(),
        ["Database:ConnectionString"] = database!.ConnectionString,
        ["Database:MigrateOnStart"] = "false",
        ["Store:PublicUrl"] = "http://127.0.0.1:5080",
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = Sandbox.SmtpPort.ToString(),
        ["Smtp:Security"] = "None",
        ["Jobs:Enabled"] = RunsJobs ? "true" : "false",
        ["Accounts:PasswordIterations"] = "1000",
        ["Sandbox:Enabled"] = "false",
        ["Payments:RetryMilliseconds"] = "20",
        ["Payments:AnswerSeconds"] = "4",
        ["Payments:FailuresBeforePause"] = "10000", // one test's faults must not close the provider for the next
        ["Stripe:ApiBase"] = $"{Sandbox.BaseAddress}stripe",
        ["Stripe:SecretKey"] = "sk_test_sandbox",
        ["Stripe:WebhookSecrets:0"] = "whsec_sandbox",
        ["PayPal:ApiBase"] = $"{Sandbox.BaseAddress}paypal",
        ["PayPal:ClientId"] = "sandbox-client",
        ["PayPal:ClientSecret"] = "sandbox-secret",
        ["PayPal:WebhookId"] = "WH-SANDBOX",
        ["Limits:Enabled"] = "false",
        ["Logs:Folder"] = "",
    };

    private static string FindContentRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aruba.Fatturazione.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The solution was not found."), "src", "Aruba.Fatturazione.Web");
    }
}
