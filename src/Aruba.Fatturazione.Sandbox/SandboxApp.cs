using System.Net;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Sandbox.Pages;
using Aruba.Fatturazione.Sandbox.PayPal;
using Aruba.Fatturazione.Sandbox.Shop;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Sandbox.Stripe;
using Aruba.Fatturazione.Sandbox.Webhooks;
using Microsoft.AspNetCore.DataProtection;

namespace Aruba.Fatturazione.Sandbox;

/// <summary>
/// The outside world in a box: a mail server that keeps what it receives, its mailbox page and the switches that make it misbehave.
/// Started alone by Program.cs, beside the shop in Development, and in process by the tests. Each party has its own folder.
/// </summary>
public sealed class SandboxApp : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly SmtpSink smtp;

    private SandboxApp(WebApplication web, SmtpSink smtp)
    {
        this.web = web;
        this.smtp = smtp;
    }

    /// <summary>Address of the pages, with the real port.</summary>
    public Uri BaseAddress { get; private init; } = new("http://127.0.0.1/");

    /// <summary>The real port of the mail sink on 127.0.0.1.</summary>
    public int SmtpPort => smtp.Port;

    /// <summary>Every mail received so far.</summary>
    public Mailbox Mailbox => smtp.Mailbox;

    /// <summary>How the mail server misbehaves; the same switches as <c>/mischief</c>.</summary>
    public SmtpMischief SmtpMischief => smtp.Mischief;

    /// <summary>How the providers' APIs misbehave; the same switches as <c>/mischief</c>.</summary>
    public HttpMischief HttpMischief => web.Services.GetRequiredService<HttpMischief>();

    /// <summary>How the providers' webhooks misbehave; the same switches as <c>/mischief</c>.</summary>
    public WebhookMischief WebhookMischief => web.Services.GetRequiredService<WebhookMischief>();

    /// <summary>The webhooks sent so far.</summary>
    public WebhookSender Webhooks => web.Services.GetRequiredService<WebhookSender>();

    /// <summary>What really happened at the providers.</summary>
    public MoneyLedger Ledger => web.Services.GetRequiredService<MoneyLedger>();

    /// <summary>Opens both doors, reading the time from the system.</summary>
    /// <exception cref="SandboxStartException">An option is wrong or a port is taken.</exception>
    public static Task<SandboxApp> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default) =>
        StartAsync(options, TimeProvider.System, cancellationToken);

    /// <summary>Opens both doors; <paramref name="clock"/> stamps the mails and drives the one-time codes (waits are always real time).</summary>
    /// <exception cref="SandboxStartException">An option is wrong or a port is taken.</exception>
    public static async Task<SandboxApp> StartAsync(SandboxOptions options, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var endpoint = EndpointOf(options.Url);
        var time = new MovableClock(clock);
        var sink = SmtpSink.Start(options.SmtpPort, new Mailbox(), new SmtpMischief(), time);
        var pages = Build(endpoint, sink, time);
        try
        {
            await pages.StartAsync(cancellationToken);
            return new SandboxApp(pages, sink) { BaseAddress = new Uri(pages.Urls.First()) };
        }
        catch (Exception e)
        {
            await pages.DisposeAsync();
            await sink.DisposeAsync();
            if (e is IOException)
            {
                throw new SandboxStartException(
                    $"Sandbox:Url: {options.Url} is already taken. Stop the other program, or set Sandbox:Url to another port (0 = any free one).", e);
            }

            throw;
        }
    }

    /// <summary>Closes both doors and every open connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        await smtp.DisposeAsync();
    }

    private static IPEndPoint EndpointOf(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "http", IsLoopback: true })
        {
            return new IPEndPoint(IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Loopback, uri.Port);
        }

        throw new SandboxStartException($"Sandbox:Url: '{url}' is not a plain HTTP address on this machine. Use for example http://127.0.0.1:5090.");
    }

    private static WebApplication Build(IPEndPoint endpoint, SmtpSink smtp, MovableClock clock)
    {
        // The empty builder reads no file and no variable, so the shop's own settings (ASPNETCORE_URLS above all) cannot leak in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint);
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // a failed start is told once, by SandboxStartException
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(clock).AddSingleton<TimeProvider>(clock).AddSingleton(smtp.Mailbox).AddSingleton(smtp.Mischief)
            .AddSingleton(new SmtpDoor(smtp.Port)).AddSingleton<ShopBoard>();
        AddProviders(builder.Services);
        builder.Services.AddRouting();
        builder.Services.AddRazorComponents();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider(); // nothing is kept: no key ring in the user's home
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(
            new System.Text.Json.Serialization.JsonStringEnumConverter()));

        var app = builder.Build();
        app.UseLoopbackOnly();
        app.UsePayPalMischief();
        app.UseRouting();
        app.UseHttpMischief(StripeApi.Dialect);
        app.MapStyle();
        app.MapShop();
        app.MapMailbox();
        app.MapMischief();
        app.MapLedger();
        app.MapWebhooks();
        app.MapPayPal();
        app.MapStripe();
        return app;
    }

    private static void AddProviders(IServiceCollection services) => services
        .AddSingleton<MoneyLedger>()
        .AddSingleton<HttpMischief>()
        .AddSingleton<HttpMischiefMiddleware>()
        .AddSingleton<WebhookMischief>()
        .AddSingleton<WebhookAddress>()
        .AddSingleton<MischiefBoard>()
        .AddPayPal()
        .AddSingleton(s => new WebhookSender(
            s.GetRequiredService<WebhookMischief>(), s.GetRequiredService<WebhookAddress>(), s.GetRequiredService<MoneyLedger>(), s.GetRequiredService<TimeProvider>()))
        .AddStripe();
}
