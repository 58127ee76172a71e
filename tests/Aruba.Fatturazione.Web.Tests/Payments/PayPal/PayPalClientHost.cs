using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Payments.PayPal;
using Aruba.Fatturazione.Web.Tests.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Tests.Payments.PayPal;

/// <summary>The shop's PayPal client and gateway as they are in the shop, against the sandbox, with short waits.</summary>
public sealed class PayPalClientHost : IAsyncLifetime
{
    private ServiceProvider? services;

    public PayPalCaller Sandbox { get; } = new();

    internal PayPalClient Client => Services.GetRequiredService<PayPalClient>();

    internal PayPalGateway Gateway => Services.GetRequiredService<PayPalGateway>();

    private ServiceProvider Services => services ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        await Sandbox.InitializeAsync();
        Start();
    }

    public async Task DisposeAsync()
    {
        await Services.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    /// <summary>A new instance of the shop: no token, no failures counted; and a new world at PayPal.</summary>
    public async Task ClearAsync()
    {
        await RestartAsync();
        await Sandbox.ClearAsync();
    }

    /// <summary>A new instance of the shop: no token, no failures counted.</summary>
    public async Task RestartAsync()
    {
        await Services.DisposeAsync();
        Start();
    }

    /// <summary>What the desk tells the gateway about a purchase.</summary>
    public PaymentRequest Purchase(long cents = 3660, bool keep = false, string? savedToken = null, string? customer = null) => new(
        Guid.CreateVersion7(Sandbox.Sandbox.Clock.GetUtcNow()),
        "FE-2026-000123",
        new Importo(cents),
        keep,
        customer,
        savedToken,
        "maria@esempio.example",
        new Uri("http://127.0.0.1:5080/paga/ritorno/1"),
        new Uri("http://127.0.0.1:5080/paga/annulla/1"),
        Sandbox.Sandbox.Clock.GetUtcNow().UtcDateTime,
        Round: 0);

    private void Start()
    {
        var options = new PayPalOptions
        {
            ApiBase = new Uri(Sandbox.Sandbox.App.BaseAddress, "/paypal").ToString(),
            ClientId = PayPalOptions.SandboxClient,
            ClientSecret = "sandbox-secret",
            WebhookId = "WH-SANDBOX",
        };
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Sandbox.Sandbox.Clock).AddSingleton(Options.Create(options));
        collection.AddProviderClient(PaymentSources.PayPal, options.ApiBase, new PaymentsOptions { AnswerSeconds = 2, RetryMilliseconds = 10 });
        collection.AddSingleton<PayPalTokens>().AddSingleton<PayPalClient>().AddSingleton<PayPalGateway>();
        services = collection.BuildServiceProvider();
    }
}
