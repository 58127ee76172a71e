using Stripe;
using Stripe.Checkout;

namespace Aruba.Fatturazione.Web.Payments.Stripe;

/// <summary>Reads Stripe's events. Unknown types are kept and do nothing.</summary>
internal static class StripeNews
{
    public static ProviderNews Read(string type, string body, bool live)
    {
        var e = EventUtility.ParseEvent(body, throwOnApiVersionMismatch: false);
        if (e.Livemode != live || e.Account is not null)
        {
            return new ProviderNews.Strange(e.Account is not null ? "un altro account" : "un'altra modalità (prova o reale)");
        }

        return e.Data.Object switch
        {
            Session session => new ProviderNews.OfAttempt(IdOf(session.ClientReferenceId), session.Id),
            PaymentIntent intent => new ProviderNews.OfAttempt(StripeGateway.AttemptOf(intent.Metadata), intent.Id),
            Refund refund when refund.Status is "succeeded" or "pending" && refund.PaymentIntentId is { } paid => new ProviderNews.Refunded(
                paid, refund.Id, IdOf(refund.Metadata?.GetValueOrDefault("refund")), new Importo(refund.Amount), refund.Currency.ToUpperInvariant(), refund.Created),
            Refund { Status: "failed" or "canceled", PaymentIntentId: { } paid } refund => new ProviderNews.RefundFailed(
                paid, refund.Id, IdOf(refund.Metadata?.GetValueOrDefault("refund")), new Importo(refund.Amount), refund.Created),
            Dispute { PaymentIntentId: { } disputed } dispute => OfDispute(type, disputed, dispute),
            PaymentMethod method => type == EventTypes.PaymentMethodDetached ? new ProviderNews.MethodGone(method.Id) : new ProviderNews.MethodChanged(method.Id),
            _ => new ProviderNews.Irrelevant(),
        };
    }

    private static ProviderNews OfDispute(string type, string paid, Dispute dispute) => type switch
    {
        EventTypes.ChargeDisputeFundsWithdrawn => new ProviderNews.Disputed(paid, dispute.Id, new Importo(dispute.Amount), Taken: true, dispute.Created),
        EventTypes.ChargeDisputeFundsReinstated => new ProviderNews.DisputeWon(paid, dispute.Id, new Importo(dispute.Amount), dispute.Created),
        _ => new ProviderNews.Disputed(paid, dispute.Id, new Importo(dispute.Amount), Taken: false, dispute.Created),
    };

    private static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
