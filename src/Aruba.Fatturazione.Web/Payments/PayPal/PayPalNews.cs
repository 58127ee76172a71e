using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>Reads PayPal's events. Unknown types are kept and do nothing; what an event says of a payment is asked of PayPal again.</summary>
internal static class PayPalNews
{
    private static readonly string[] LiveHosts = ["api.paypal.com", "api-m.paypal.com"];

    public static ProviderNews Read(string type, string body, bool live)
    {
        using var json = JsonDocument.Parse(body);
        if (!json.RootElement.TryGetProperty("resource", out var resource) || resource.ValueKind != JsonValueKind.Object)
        {
            return new ProviderNews.Irrelevant();
        }

        if (IsLive(json.RootElement) is { } mode && mode != live)
        {
            return new ProviderNews.Strange("un'altra modalità (prova o reale)");
        }

        return type switch
        {
            "CHECKOUT.ORDER.APPROVED" or "CHECKOUT.ORDER.COMPLETED" => Of(resource, PayPalJson.Default.OrderSeen, o => new ProviderNews.OfAttempt(IdOf(o.Unit?.CustomId), o.Id)),
            "PAYMENT.CAPTURE.COMPLETED" or "PAYMENT.CAPTURE.PENDING" or "PAYMENT.CAPTURE.DENIED" or "PAYMENT.CAPTURE.DECLINED" =>
                Of(resource, PayPalJson.Default.CaptureSeen, c => new ProviderNews.OfAttempt(IdOf(c.CustomId), c.SupplementaryData?.RelatedIds?.OrderId)),
            "PAYMENT.CAPTURE.REFUNDED" => Of(resource, PayPalJson.Default.RefundSeen, Refunded),
            "PAYMENT.REFUND.FAILED" => Of(resource, PayPalJson.Default.RefundSeen, RefundFailed),
            "PAYMENT.CAPTURE.REVERSED" => Of(resource, PayPalJson.Default.RefundSeen, Reversed),
            "CUSTOMER.DISPUTE.CREATED" or "CUSTOMER.DISPUTE.UPDATED" => Of(resource, PayPalJson.Default.DisputeSeen, Disputed),
            "VAULT.PAYMENT-TOKEN.CREATED" => Of(resource, PayPalJson.Default.TokenSeen, KeptLater),
            "VAULT.PAYMENT-TOKEN.DELETED" or "VAULT.PAYMENT-TOKEN.DELETION-INITIATED" =>
                Of(resource, PayPalJson.Default.TokenSeen, t => t.Id is { } id ? new ProviderNews.MethodGone(id) : new ProviderNews.Irrelevant()),
            _ => new ProviderNews.Irrelevant(),
        };
    }

    private static ProviderNews Refunded(RefundSeen refund) => PartsOf(refund) is var (paid, id, amount, currency, at)
        ? new ProviderNews.Refunded(paid, id, IdOf(refund.CustomId), amount, currency, at)
        : new ProviderNews.Irrelevant();

    private static ProviderNews RefundFailed(RefundSeen refund) => PartsOf(refund) is var (paid, id, amount, _, at)
        ? new ProviderNews.RefundFailed(paid, id, IdOf(refund.CustomId), amount, at)
        : new ProviderNews.Irrelevant();

    // A payment that PayPal reverses goes back to the buyer against the seller's will: a chargeback, or a claim that was lost.
    private static ProviderNews Reversed(RefundSeen reversal) => PartsOf(reversal) is var (paid, id, amount, _, at)
        ? new ProviderNews.Disputed(paid, id, amount, Taken: true, at)
        : new ProviderNews.Irrelevant();

    private static ProviderNews Disputed(DisputeSeen dispute) =>
        dispute is { DisputeId: { } id, DisputeAmount: { } contested, CreateTime: { } at, DisputedTransactions: [{ SellerTransactionId: { } paid }, ..] } && contested.TryRead(out var amount)
            ? new ProviderNews.Disputed(paid, id, amount, Taken: false, at.UtcDateTime)
            : new ProviderNews.Irrelevant();

    // Without an order the account was kept on its own page, and the attempt that began it knows already.
    private static ProviderNews KeptLater(TokenSeen token) => token.Metadata?.OrderId is { } order && PayPalFacts.Of(token) is { } method
        ? new ProviderNews.MethodKeptLater(method, order)
        : new ProviderNews.Irrelevant();

    private static (string Paid, string Id, Importo Amount, string Currency, DateTime At)? PartsOf(RefundSeen refund)
    {
        var up = refund.Links?.FirstOrDefault(l => l.Rel == "up")?.Href;
        return refund is { Id: { } id, Amount: { CurrencyCode: { } currency } back, CreateTime: { } at } && up is not null && back.TryRead(out var amount)
            ? (up[(up.LastIndexOf('/') + 1)..], id, amount, currency, at.UtcDateTime)
            : null;
    }

    private static ProviderNews Of<T>(JsonElement resource, JsonTypeInfo<T> type, Func<T, ProviderNews> read)
        where T : class => resource.Deserialize(type) is { } seen ? read(seen) : new ProviderNews.Irrelevant();

    // An event carries no mode of its own, but it names itself at the API that sent it.
    private static bool? IsLive(JsonElement news) =>
        news.TryGetProperty("links", out var links)
        && links.ValueKind == JsonValueKind.Array
        && links.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
        && first.TryGetProperty("href", out var href)
        && Uri.TryCreate(href.GetString(), UriKind.Absolute, out var url)
            ? LiveHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase)
            : null;

    private static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
