using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>
/// PayPal's REST API, exactly the calls that the shop makes (docs/decisions/0009-own-paypal-client.md). Every call that changes something
/// takes the PayPal-Request-Id under which PayPal knows a repetition for six hours. Time, size, redirects and repetitions are bounded
/// by <see cref="ProviderHttp"/>.
/// </summary>
internal sealed class PayPalClient(IHttpClientFactory clients, PayPalTokens tokens, IOptions<PayPalOptions> options)
{
    private const string RequestIdHeader = "PayPal-Request-Id";

    /// <summary>Creates an order; moves no money.</summary>
    public Task<PayPalReply<OrderSeen>> CreateOrderAsync(OrderSent order, string requestId, CancellationToken ct) =>
        PostAsync("/v2/checkout/orders", Bytes(order, PayPalJson.Default.OrderSent), requestId, PayPalJson.Default.OrderSeen, ct);

    /// <summary>An order as it is now.</summary>
    public Task<PayPalReply<OrderSeen>> ShowOrderAsync(string id, CancellationToken ct) => GetAsync($"/v2/checkout/orders/{Segment(id)}", PayPalJson.Default.OrderSeen, ct);

    /// <summary>Takes the money of an order: approved by its buyer, or with the account kept under <paramref name="vaultId"/>.</summary>
    public Task<PayPalReply<OrderSeen>> CaptureAsync(string id, string? vaultId, string requestId, CancellationToken ct)
    {
        var body = new CaptureSent(vaultId is null ? null : new PayingWith<SavedWalletSent>(new SavedWalletSent(vaultId)));
        return PostAsync($"/v2/checkout/orders/{Segment(id)}/capture", Bytes(body, PayPalJson.Default.CaptureSent), requestId, PayPalJson.Default.OrderSeen, ct);
    }

    /// <summary>A payment as it is now.</summary>
    public Task<PayPalReply<CaptureSeen>> ShowCaptureAsync(string id, CancellationToken ct) =>
        GetAsync($"/v2/payments/captures/{Segment(id)}", PayPalJson.Default.CaptureSeen, ct);

    /// <summary>Gives money back.</summary>
    public Task<PayPalReply<RefundSeen>> RefundAsync(string captureId, RefundSent refund, string requestId, CancellationToken ct) =>
        PostAsync($"/v2/payments/captures/{Segment(captureId)}/refund", Bytes(refund, PayPalJson.Default.RefundSent), requestId, PayPalJson.Default.RefundSeen, ct);

    /// <summary>A refund as it is now.</summary>
    public Task<PayPalReply<RefundSeen>> ShowRefundAsync(string id, CancellationToken ct) =>
        GetAsync($"/v2/payments/refunds/{Segment(id)}", PayPalJson.Default.RefundSeen, ct);

    /// <summary>Begins to keep an account without a purchase.</summary>
    public Task<PayPalReply<SetupSeen>> CreateSetupAsync(SetupSent setup, string requestId, CancellationToken ct) =>
        PostAsync("/v3/vault/setup-tokens", Bytes(setup, PayPalJson.Default.SetupSent), requestId, PayPalJson.Default.SetupSeen, ct);

    /// <summary>An account on its way into the vault.</summary>
    public Task<PayPalReply<SetupSeen>> ShowSetupAsync(string id, CancellationToken ct) => GetAsync($"/v3/vault/setup-tokens/{Segment(id)}", PayPalJson.Default.SetupSeen, ct);

    /// <summary>Keeps the account of an approved setup token.</summary>
    public Task<PayPalReply<TokenSeen>> CreateTokenAsync(string setupId, string requestId, CancellationToken ct)
    {
        var body = new TokenSent(new TokenSourceSent(new SetupReferenceSent(setupId)));
        return PostAsync("/v3/vault/payment-tokens", Bytes(body, PayPalJson.Default.TokenSent), requestId, PayPalJson.Default.TokenSeen, ct);
    }

    /// <summary>The accounts kept for a customer.</summary>
    public Task<PayPalReply<TokensSeen>> TokensOfAsync(string customerId, CancellationToken ct) =>
        GetAsync($"/v3/vault/payment-tokens?customer_id={Segment(customerId)}", PayPalJson.Default.TokensSeen, ct);

    /// <summary>A kept account.</summary>
    public Task<PayPalReply<TokenSeen>> ShowTokenAsync(string id, CancellationToken ct) => GetAsync($"/v3/vault/payment-tokens/{Segment(id)}", PayPalJson.Default.TokenSeen, ct);

    /// <summary>Forgets a kept account.</summary>
    public Task<PayPalReply<NothingSeen>> DeleteTokenAsync(string id, CancellationToken ct) =>
        AskAsync(HttpMethod.Delete, $"/v3/vault/payment-tokens/{Segment(id)}", body: null, requestId: null, PayPalJson.Default.NothingSeen, ct);

    /// <summary>Asks whether PayPal sent this. The body goes back exactly as it came, or the signature no longer fits.</summary>
    public Task<PayPalReply<VerifiedSeen>> VerifyAsync(PayPalTransmission transmission, CancellationToken ct) => AskAsync(
        HttpMethod.Post, "/v1/notifications/verify-webhook-signature", transmission.Question(options.Value.WebhookId), requestId: null, PayPalJson.Default.VerifiedSeen, ct);

    private Task<PayPalReply<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class => AskAsync(HttpMethod.Get, path, body: null, requestId: null, type, ct);

    private Task<PayPalReply<T>> PostAsync<T>(string path, byte[] body, string requestId, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class => AskAsync(HttpMethod.Post, path, body, requestId, type, ct);

    private async Task<PayPalReply<T>> AskAsync<T>(HttpMethod method, string path, byte[]? body, string? requestId, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        try
        {
            for (var again = false; ; again = true)
            {
                var grant = await tokens.GetAsync(ct);
                if (grant is not PayPalReply<string>.Answered { Value: { } token })
                {
                    return new PayPalReply<T>.Unknown(grant is PayPalReply<string>.Unknown none ? none.Why : "no token");
                }

                using var request = Request(method, path, body, requestId, token);
                using var client = clients.CreateClient(PaymentSources.PayPal);
                using var answer = await client.SendAsync(request, ct);
                if (answer.StatusCode != HttpStatusCode.Unauthorized || again)
                {
                    return await ReadAsync(answer, type, ct);
                }

                tokens.Discard(token); // voided before its time, as after a change of the secret: once more with a new one
            }
        }
        catch (Exception e) when (ProviderTrouble.IsCauseOf(e))
        {
            return new PayPalReply<T>.Unknown(ProviderTrouble.InWords(e));
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, byte[]? body, string? requestId, string token)
    {
        var request = new HttpRequestMessage(method, options.Value.ApiBase.TrimEnd('/') + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd(MediaTypeNames.Application.Json);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } };
        }

        if (requestId is not null)
        {
            request.Headers.Add(RequestIdHeader, requestId);
            request.Headers.Add("Prefer", "return=representation");
        }

        return request;
    }

    private static async Task<PayPalReply<T>> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var status = (int)answer.StatusCode;
        if (answer.StatusCode == HttpStatusCode.NoContent && type is JsonTypeInfo<NothingSeen>)
        {
            return new PayPalReply<T>.Answered((T)(object)new NothingSeen());
        }

        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        if (status is >= 200 and < 300)
        {
            return await JsonSerializer.DeserializeAsync(body, type, ct) is { } value
                ? new PayPalReply<T>.Answered(value)
                : new PayPalReply<T>.Unknown("an answer that cannot be read");
        }

        if (status is < 400 or >= 500)
        {
            return new PayPalReply<T>.Unknown($"{status}"); // a redirect is never followed
        }

        var error = await JsonSerializer.DeserializeAsync(body, PayPalJson.Default.ErrorSeen, ct);
        var code = error?.Details is [{ Issue: { } issue }, ..] ? issue : error?.Name ?? error?.Error ?? "";
        var passes = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests;
        return passes ? new PayPalReply<T>.Unknown($"{status} {code}".Trim()) : new PayPalReply<T>.Refused(code, status);
    }

    private static byte[] Bytes<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    private static string Segment(string id) => Uri.EscapeDataString(id);
}
