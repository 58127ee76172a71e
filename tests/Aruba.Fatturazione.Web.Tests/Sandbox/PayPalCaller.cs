using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Mischief;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

/// <summary>A sandbox whose PayPal is spoken to by raw HTTP, and a shop that only notes the webhooks it gets.</summary>
public sealed class PayPalCaller : IAsyncLifetime
{
    private readonly ConcurrentQueue<Hook> hooks = new();
    private WebApplication? shop;
    private string token = "";
    private int ids;

    public SandboxHost Sandbox { get; } = new();

    public LedgerState Ledger => Sandbox.App.Ledger.State;

    public async Task InitializeAsync()
    {
        await Sandbox.InitializeAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        shop = builder.Build();
        shop.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            hooks.Enqueue(new Hook(await body.ReadToEndAsync(), context.Request.Headers.ToDictionary(h => h.Key.ToUpperInvariant(), h => h.Value.ToString())));
        });
        await shop.StartAsync();
        await Sandbox.Http.PutAsync("/mischief", Json($$"""{ "webhooks": { "address": "{{shop.Urls.First()}}" } }"""));
        await SignInAsync();
    }

    public async Task DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        await shop!.DisposeAsync();
    }

    /// <summary>Begins a new world for a test.</summary>
    public async Task ClearAsync()
    {
        await Sandbox.Http.DeleteAsync("/mischief");
        await Sandbox.App.Webhooks.SettleAsync(TimeSpan.FromSeconds(20)); // else the last test's webhooks arrive in this one
        hooks.Clear();
        await SignInAsync(); // a test may have moved the clock beyond the token's life
        await Sandbox.Http.DeleteAsync("/ledger");
    }

    public async Task SignInAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/paypal/v1/oauth2/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("sandbox-client:sandbox-secret"u8));
        using var answer = await Sandbox.Http.SendAsync(request);
        token = (await ReadAsync(answer)).Body.GetProperty("access_token").GetString()!;
    }

    /// <summary>A request id that was not used before.</summary>
    public string NewId() => $"prova-{Interlocked.Increment(ref ids)}";

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, body: null, id: null);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, body: null, id: null);

    /// <summary>Posts JSON with a fresh request id, or the given one; an empty one sends none.</summary>
    public Task<Answer> PostAsync(string path, string body = "{}", string? id = null, bool whole = false) => SendAsync(HttpMethod.Post, path, body, id ?? NewId(), whole);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body, string? id, bool whole = false, string? bearer = null)
    {
        using var request = new HttpRequestMessage(method, "/paypal" + path) { Content = body is null ? null : Json(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer ?? token);
        if (!string.IsNullOrEmpty(id))
        {
            request.Headers.Add("PayPal-Request-Id", id);
        }

        if (whole)
        {
            request.Headers.Add("Prefer", "return=representation");
        }

        using var answer = await Sandbox.Http.SendAsync(request);
        return await ReadAsync(answer);
    }

    /// <summary>An order as the shop writes it.</summary>
    public static string Order(string attempt, string amount = "36.60", bool keep = false, string? invoice = null, string? customer = null) => $$"""
        {
          "intent": "CAPTURE",
          "purchase_units": [ { "reference_id": "ORD-1", "custom_id": "{{attempt}}", "invoice_id": "{{invoice ?? "ORD-1-" + attempt}}", "description": "Fatturazione Elettronica",
            "amount": { "currency_code": "EUR", "value": "{{amount}}" } } ],
          "payment_source": { "paypal": {
            {{(keep ? $$"""
            "attributes": { "vault": { "store_in_vault": "ON_SUCCESS", "usage_type": "MERCHANT", "customer_type": "BUSINESS", "permit_multiple_payment_tokens": false }
              {{(customer is null ? "" : $$""", "customer": { "id": "{{customer}}" } """)}} },
            """ : "")}}
            "experience_context": { "return_url": "http://127.0.0.1:5080/ritorno", "cancel_url": "http://127.0.0.1:5080/annulla", "locale": "it-IT",
              "user_action": "PAY_NOW", "shipping_preference": "NO_SHIPPING", "brand_name": "Negozio di prova" } } }
        }
        """;

    /// <summary>An order without a payment source, to be paid with a saved account.</summary>
    public static string Bare(string attempt, string amount = "36.60") => $$"""
        { "intent": "CAPTURE", "purchase_units": [ { "reference_id": "ORD-1", "custom_id": "{{attempt}}", "invoice_id": "ORD-1-{{attempt}}",
          "amount": { "currency_code": "EUR", "value": "{{amount}}" } } ] }
        """;

    /// <summary>Chooses an account on the hosted page; returns where it leads.</summary>
    public async Task<Uri?> ApproveAsync(string order, string email = "ok@acquirenti.example")
    {
        using var answer = await Sandbox.Http.PostAsync($"/paypal/checkoutnow?token={order}", new FormUrlEncodedContent([new("email", email)]));
        return answer.Headers.Location;
    }

    /// <summary>Creates, approves and captures; returns the captured order.</summary>
    public async Task<Answer> BuyAsync(string attempt, string email = "ok@acquirenti.example", bool keep = false, string amount = "36.60", string? customer = null)
    {
        var order = (await PostAsync("/v2/checkout/orders", Order(attempt, amount, keep, customer: customer))).Id;
        await ApproveAsync(order, email);
        return await PostAsync($"/v2/checkout/orders/{order}/capture");
    }

    /// <summary>Buys and keeps the account; returns its token.</summary>
    public async Task<string> KeepAsync(string attempt, string email = "ok@acquirenti.example", string? customer = null) =>
        (await BuyAsync(attempt, email, keep: true, customer: customer)).Vault!.Value.GetProperty("id").GetString()!;

    public void Break(string path, HttpFault fault, int? status = null, double? seconds = null, int? times = 1) =>
        Sandbox.App.HttpMischief.Add(new HttpMischiefRule("paypal", path, fault, status, seconds, times));

    /// <summary>Every webhook so far, all delivered.</summary>
    public async Task<IReadOnlyList<Hook>> HooksAsync()
    {
        await Sandbox.App.Webhooks.SettleAsync(TimeSpan.FromSeconds(20));
        return [.. hooks];
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<Answer> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return new Answer(answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>What PayPal said.</summary>
    public sealed record Answer(HttpStatusCode Status, JsonElement Body)
    {
        public string Id => Text("id");

        public string State => Text("status");

        public string Issue => Body.GetProperty("details")[0].GetProperty("issue").GetString() ?? "";

        public JsonElement Capture => Body.GetProperty("purchase_units")[0].GetProperty("payments").GetProperty("captures")[0];

        public JsonElement? Vault => Body.GetProperty("payment_source").GetProperty("paypal").TryGetProperty("attributes", out var attributes)
            ? attributes.GetProperty("vault")
            : null;

        public string Text(string name) => Body.GetProperty(name).GetString() ?? "";

        public string Link(string rel) =>
            Body.GetProperty("links").EnumerateArray().Single(l => l.GetProperty("rel").GetString() == rel).GetProperty("href").GetString() ?? "";
    }

    /// <summary>A webhook as it arrived; header names in upper case.</summary>
    public sealed record Hook(string Text, IReadOnlyDictionary<string, string> Headers)
    {
        public JsonElement Body => JsonDocument.Parse(Text).RootElement;

        public string Type => Body.GetProperty("event_type").GetString() ?? "";

        public JsonElement Resource => Body.GetProperty("resource");

        /// <summary>The question to the verify call, with the event as it was written.</summary>
        public string Question(string webhook = "WH-SANDBOX", string? text = null) => $$"""
            { "auth_algo": "{{Headers["PAYPAL-AUTH-ALGO"]}}", "cert_url": "{{Headers["PAYPAL-CERT-URL"]}}", "transmission_id": "{{Headers["PAYPAL-TRANSMISSION-ID"]}}",
              "transmission_sig": "{{Headers["PAYPAL-TRANSMISSION-SIG"]}}", "transmission_time": "{{Headers["PAYPAL-TRANSMISSION-TIME"]}}",
              "webhook_id": "{{webhook}}", "webhook_event": {{text ?? Text}} }
            """;
    }
}
