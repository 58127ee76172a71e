using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Mischief;
using Stripe;
using Stripe.Checkout;

namespace Aruba.Fatturazione.Web.Tests.Sandbox.Stripe;

/// <summary>The sandbox's Stripe, driven by the real SDK, by raw requests, and by a person at its pages.</summary>
public sealed class StripeSandbox : IAsyncLifetime
{
    public const string Good = "4242 4242 4242 4242";

    private readonly SandboxHost host = new();

    public SandboxHost Host => host;

    public LedgerState Ledger => host.App.Ledger.State;

    public HttpMischief Mischief => host.App.HttpMischief;

    /// <summary>The shop's ordinary client: no retries of its own.</summary>
    public StripeClient Stripe { get; private set; } = new("sk_test_none");

    public Task InitializeAsync() => StartAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    /// <summary>A new, empty world without faults; the clock stays.</summary>
    public async Task BeginAsync()
    {
        (await host.Http.DeleteAsync("/mischief")).EnsureSuccessStatusCode();
        (await host.Http.DeleteAsync("/ledger")).EnsureSuccessStatusCode();
    }

    public StripeClient Client(string key = "sk_test_sandbox", int retries = 0, TimeSpan? timeout = null) => new(new StripeClientOptions
    {
        ApiKey = key,
        ApiBase = new Uri(host.App.BaseAddress, "stripe").ToString(),
        HttpClient = new SystemNetHttpClient(
            new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = timeout ?? TimeSpan.FromSeconds(20) }, maxNetworkRetries: retries),
    });

    public Task<Customer> CustomerAsync() => Stripe.V1.Customers.CreateAsync(new CustomerCreateOptions
    {
        Email = "maria@esempio.example",
        Metadata = new() { ["account"] = "42" },
    });

    /// <summary>A card that its owner saved, of the given ready-made kind.</summary>
    public async Task<PaymentMethod> SavedCardAsync(Customer customer, string token = "pm_card_visa") =>
        await Stripe.V1.PaymentMethods.AttachAsync(token, new PaymentMethodAttachOptions { Customer = customer.Id });

    public static SessionCreateOptions Purchase(Customer? customer, bool keep = false, long cents = 3050) => new()
    {
        Mode = "payment",
        Customer = customer?.Id,
        ClientReferenceId = "tentativo-1",
        AllowedPaymentMethodTypes = ["card"],
        LineItems = [new() { Quantity = 1, PriceData = new() { Currency = "eur", UnitAmount = cents, ProductData = new() { Name = "Fatturazione Elettronica, un anno" } } }],
        PaymentIntentData = new()
        {
            Metadata = new() { ["attempt"] = "tentativo-1", ["order"] = "100001" },
            SetupFutureUsage = keep ? "off_session" : null,
        },
        Metadata = new() { ["attempt"] = "tentativo-1", ["order"] = "100001" },
        SuccessUrl = "http://localhost:5080/esito?sessione={CHECKOUT_SESSION_ID}",
        CancelUrl = "http://localhost:5080/paga",
        Locale = "it",
    };

    public static SessionCreateOptions CardToKeep(Customer customer) => new()
    {
        Mode = "setup",
        Customer = customer.Id,
        Currency = "eur",
        SuccessUrl = "http://localhost:5080/metodi?sessione={CHECKOUT_SESSION_ID}",
        CancelUrl = "http://localhost:5080/metodi",
        SetupIntentData = new() { Metadata = new() { ["attempt"] = "metodo-1" } },
    };

    public static PaymentIntentCreateOptions Charge(Customer customer, PaymentMethod? card, long cents = 3050) => new()
    {
        Amount = cents,
        Currency = "eur",
        Customer = customer.Id,
        PaymentMethod = card?.Id,
        Metadata = new() { ["attempt"] = "tentativo-1", ["order"] = "100001" },
    };

    /// <summary>What a person does on the hosted page: the fields are found by their labels.</summary>
    public async Task<HttpResponseMessage> PayAsync(string url, string number = Good, string expiry = "12/30", string cvc = "123", string name = "Maria Rossi")
    {
        var page = await host.PageAsync(url);
        var form = page.QuerySelector("form") as IHtmlFormElement ?? throw new InvalidOperationException($"No form on {url}.");
        var typed = new Dictionary<string, string>
        {
            ["Numero della carta"] = number,
            ["Scadenza (MM/AA)"] = expiry,
            ["CVC"] = cvc,
            ["Titolare della carta"] = name,
        };
        var fields = typed.ToDictionary(t => FieldOf(page, t.Key), t => t.Value);
        return await host.Http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields));
    }

    /// <summary>Presses a button of the bank's page.</summary>
    public async Task<HttpResponseMessage> AuthenticateAsync(string url, string button = "Conferma")
    {
        var page = await host.PageAsync(url);
        var pressed = page.QuerySelectorAll("button").Single(b => b.TextContent.Trim() == button);
        var action = pressed.Closest("form")?.GetAttribute("action");
        return await host.Http.PostAsync(action, new FormUrlEncodedContent(
            new Dictionary<string, string> { [pressed.GetAttribute("name") ?? ""] = pressed.GetAttribute("value") ?? "" }));
    }

    public static async Task<IDocument> ReadAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(AngleSharp.Configuration.Default).OpenAsync(r => r.Content(html));
    }

    /// <summary>A request that no SDK would make.</summary>
    public async Task<RawAnswer> RawAsync(HttpMethod method, string path, string? form = null, string? key = null, string contentType = "application/x-www-form-urlencoded", string? bearer = "sk_test_sandbox")
    {
        using var request = new HttpRequestMessage(method, "/stripe" + path);
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (form is not null)
        {
            request.Content = new StringContent(form, System.Text.Encoding.UTF8, contentType);
        }

        using var answer = await host.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new RawAnswer(answer.StatusCode, JsonDocument.Parse(text).RootElement, answer.Headers, text);
    }

    public Task<RawAnswer> PostAsync(string path, string form, string? key = null) => RawAsync(HttpMethod.Post, path, form, key);

    /// <summary>The error of a call that Stripe refuses or a card that is declined.</summary>
    public static async Task<StripeError> ErrorAsync(Func<Task> call, HttpStatusCode status)
    {
        var thrown = await Assert.ThrowsAsync<StripeException>(call);
        Assert.Equal(status, thrown.HttpStatusCode);
        return thrown.StripeError;
    }

    private async Task StartAsync()
    {
        await host.InitializeAsync();
        Stripe = Client();
    }

    private static string FieldOf(IDocument page, string label) =>
        page.QuerySelectorAll("label").Single(l => l.TextContent.Trim() == label) is { } found && page.GetElementById(found.GetAttribute("for") ?? "") is { } input
            ? input.GetAttribute("name") ?? ""
            : throw new InvalidOperationException($"No field '{label}'.");
}

/// <summary>What came back over the wire.</summary>
public sealed record RawAnswer(HttpStatusCode Status, JsonElement Json, HttpResponseHeaders Headers, string Text)
{
    public string? Error(string field) => Json.GetProperty("error").TryGetProperty(field, out var value) ? value.ToString() : null;

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
