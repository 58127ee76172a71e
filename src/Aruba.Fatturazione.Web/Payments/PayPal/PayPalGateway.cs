using Aruba.Fatturazione.Payments;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using PaymentMethod = Aruba.Fatturazione.Orders.PaymentMethod;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>
/// PayPal. An order is created first and moves no money; the buyer agrees on PayPal's page, or the account is already kept; then the order
/// is captured, by nobody but us. PayPal's types and words stop in this folder.
/// </summary>
internal sealed class PayPalGateway(
    PayPalClient paypal, [FromKeyedServices(PaymentSources.PayPal)] ProviderHealth health, IOptions<PayPalOptions> options) : IPaymentGateway
{
    private const string Brand = "Fatturazione Elettronica";
    private const int InvoiceSuffix = 12;

    public PaymentMethod Method => PaymentMethod.PayPal;

    public string Source => PaymentSources.PayPal;

    public bool IsLive => options.Value.IsLive;

    public bool IsAvailable => health.IsAvailable;

    public bool NeedsCustomer => true;

    /// <summary>Our own name for the account in PayPal's vault, where 22 characters are the most (Vault v3): so no call is needed to make it.</summary>
    public Task<string?> CustomerAsync(Guid accountId, string email, CancellationToken ct) => Task.FromResult<string?>(WebEncoders.Base64UrlEncode(accountId.ToByteArray()));

    public async Task<ProviderAnswer> OpenAsync(PaymentRequest request, CancellationToken ct)
    {
        if (request.IsSetup)
        {
            return Opened(await paypal.CreateSetupAsync(SetupOf(request), $"{request.AttemptId:N}-setup", ct), s => s.Id, s => LinkOf(s.Links, "approve"), hasPage: true);
        }

        var order = await paypal.CreateOrderAsync(OrderOf(request), $"{request.AttemptId:N}-order", ct);
        return Opened(order, o => o.Id, o => LinkOf(o.Links, "payer-action"), hasPage: request.SavedToken is null);
    }

    public async Task<ProviderAnswer> LookAsync(PaymentRequest request, string reference, CancellationToken ct) => request.IsSetup
        ? await paypal.ShowSetupAsync(reference, ct) switch
        {
            PayPalReply<SetupSeen>.Answered seen => Read(seen.Value),
            PayPalReply<SetupSeen>.Refused { Status: StatusCodes.Status404NotFound } => new ProviderAnswer.Gone(RefusalReason.Expired),
            var other => Unsure(other),
        }
        : await paypal.ShowOrderAsync(reference, ct) switch
        {
            PayPalReply<OrderSeen>.Answered seen => Read(seen.Value, request),
            PayPalReply<OrderSeen>.Refused { Status: StatusCodes.Status404NotFound } => new ProviderAnswer.Gone(RefusalReason.Expired),
            var other => Unsure(other),
        };

    public async Task<ProviderAnswer> CollectAsync(PaymentRequest request, string reference, CancellationToken ct)
    {
        if (request.IsSetup)
        {
            return await KeepAsync(request, reference, ct);
        }

        // A key under which a failure was kept would answer with that failure: each round has its own. The order can be captured only once.
        return await paypal.CaptureAsync(reference, request.SavedToken, $"{request.AttemptId:N}-capture-{request.Round}", ct) switch
        {
            PayPalReply<OrderSeen>.Answered done => Read(done.Value, request),
            PayPalReply<OrderSeen>.Refused { Code: "ORDER_ALREADY_CAPTURED" } => await LookAsync(request, reference, ct),
            PayPalReply<OrderSeen>.Refused { Code: "ORDER_NOT_APPROVED" } => new ProviderAnswer.Waiting(null),
            PayPalReply<OrderSeen>.Refused { Code: "DUPLICATE_INVOICE_ID" } twice => Unsure(twice), // some other order was paid under this attempt's name: a person must look
            PayPalReply<OrderSeen>.Refused { Status: StatusCodes.Status404NotFound } => new ProviderAnswer.Gone(RefusalReason.Expired),
            PayPalReply<OrderSeen>.Refused no => new ProviderAnswer.Refused(PayPalWords.ReasonOf(no.Code)),
            var other => Unsure(other),
        };
    }

    /// <summary>
    /// PayPal has no way to close an order, and needs none: money moves only when we capture, and the desk captures only what is live.
    /// So it is enough to know that it was not captured.
    /// </summary>
    public async Task<ProviderAnswer> CloseAsync(PaymentRequest request, string reference, CancellationToken ct)
    {
        var seen = await LookAsync(request, reference, ct);
        return seen is ProviderAnswer.Waiting or ProviderAnswer.Agreed ? new ProviderAnswer.Gone(RefusalReason.Cancelled) : seen;
    }

    public async Task<RefundAnswer> RefundAsync(RefundRequest request, CancellationToken ct)
    {
        if (await FindRefundAsync(request, ct) is { } before)
        {
            return before;
        }

        var refund = new RefundSent(PayPalAmount.Of(request.Amount, request.Currency), request.RefundId.ToString("N"));
        return await paypal.RefundAsync(request.PaymentReference, refund, $"refund-{request.RefundId:N}", ct) switch
        {
            PayPalReply<RefundSeen>.Answered { Value: { Id: { } id } made } => made.Status is "FAILED" or "CANCELLED"
                ? new RefundAnswer.Refused(PayPalWords.RefundRefusal(made.Status))
                : new RefundAnswer.Made(id),
            PayPalReply<RefundSeen>.Refused no => new RefundAnswer.Refused(PayPalWords.RefundRefusal(no.Code)),
            var other => new RefundAnswer.Unsure(Why(other)),
        };
    }

    public async Task<bool> ForgetAsync(string token, CancellationToken ct) =>
        await paypal.DeleteTokenAsync(token, ct) is PayPalReply<NothingSeen>.Answered or PayPalReply<NothingSeen>.Refused { Status: StatusCodes.Status404NotFound };

    public async Task<MethodAnswer> ReadMethodAsync(string token, CancellationToken ct) => await paypal.ShowTokenAsync(token, ct) switch
    {
        PayPalReply<TokenSeen>.Answered { Value: { } seen } => new MethodAnswer(PayPalFacts.Of(seen), IsGone: false),
        PayPalReply<TokenSeen>.Refused { Status: StatusCodes.Status404NotFound } => new MethodAnswer(null, IsGone: true),
        _ => new MethodAnswer(null, IsGone: false),
    };

    public ProviderNews Read(string type, string body) => PayPalNews.Read(type, body, IsLive);

    private ProviderAnswer Opened<T>(PayPalReply<T> reply, Func<T, string?> idOf, Func<T, string?> pageOf, bool hasPage)
    {
        if (reply is not PayPalReply<T>.Answered { Value: { } value } || idOf(value) is not { Length: > 0 } id)
        {
            return reply is PayPalReply<T>.Answered ? new ProviderAnswer.Unsure("an answer that cannot be read") : Unsure(reply);
        }

        if (!hasPage)
        {
            return new ProviderAnswer.Opened(id, PageUrl: null);
        }

        // The customer is sent there: only to PayPal's own pages, whatever the answer says.
        return pageOf(value) is { } page && Uri.TryCreate(page, UriKind.Absolute, out var url) && url.GetLeftPart(UriPartial.Authority) == options.Value.Pages
            ? new ProviderAnswer.Opened(id, page)
            : new ProviderAnswer.Unsure("no page of PayPal's to go to");
    }

    private ProviderAnswer Read(OrderSeen order, PaymentRequest request) => order switch
    {
        { Status: "COMPLETED", Capture: { } capture } => PayPalFacts.Of(order, capture, IsLive),
        { Status: "APPROVED" } => new ProviderAnswer.Agreed(),
        { Status: "CREATED" } => request.SavedToken is null ? new ProviderAnswer.Gone(RefusalReason.MethodGone) : new ProviderAnswer.Agreed(),
        { Status: "PAYER_ACTION_REQUIRED" } => new ProviderAnswer.Waiting(LinkOf(order.Links, "payer-action")),
        { Status: "VOIDED" } => new ProviderAnswer.Gone(RefusalReason.Cancelled),
        _ => new ProviderAnswer.Unsure($"an order in state {order.Status}"),
    };

    private static ProviderAnswer Read(SetupSeen setup) => setup.Status switch
    {
        "APPROVED" or "VAULTED" => new ProviderAnswer.Agreed(),
        "CREATED" or "PAYER_ACTION_REQUIRED" => new ProviderAnswer.Waiting(LinkOf(setup.Links, "approve")),
        _ => new ProviderAnswer.Unsure($"a setup token in state {setup.Status}"),
    };

    private async Task<ProviderAnswer> KeepAsync(PaymentRequest request, string setup, CancellationToken ct)
    {
        var made = await paypal.CreateTokenAsync(setup, $"{request.AttemptId:N}-token", ct);
        if (made is PayPalReply<TokenSeen>.Answered { Value: { } token })
        {
            return PayPalFacts.Of(token) is { } facts ? new ProviderAnswer.Kept(facts, AttemptId: null, IsLive) : new ProviderAnswer.Unsure("an answer that cannot be read");
        }

        if (made is not PayPalReply<TokenSeen>.Refused refused)
        {
            return Unsure(made);
        }

        // A setup token is used once: when an answer was lost hours ago, the account is in the vault already.
        return await FindKeptAsync(request, setup, ct) is { } kept
            ? new ProviderAnswer.Kept(kept, AttemptId: null, IsLive)
            : refused.Status == StatusCodes.Status404NotFound ? new ProviderAnswer.Gone(RefusalReason.Expired) : new ProviderAnswer.Refused(PayPalWords.ReasonOf(refused.Code));
    }

    private async Task<MethodFacts?> FindKeptAsync(PaymentRequest request, string setup, CancellationToken ct)
    {
        if (await paypal.ShowSetupAsync(setup, ct) is not PayPalReply<SetupSeen>.Answered { Value: { Status: "VAULTED", PaymentSource.Paypal.AccountId: { } account } }
            || request.Customer is null
            || await paypal.TokensOfAsync(request.Customer, ct) is not PayPalReply<TokensSeen>.Answered { Value.PaymentTokens: { } tokens })
        {
            return null;
        }

        return tokens.LastOrDefault(t => t.PaymentSource?.Paypal?.AccountId == account) is { } token ? PayPalFacts.Of(token) : null;
    }

    /// <summary>A refund that was made before: PayPal forgets its request ids, but not our reference.</summary>
    private async Task<RefundAnswer?> FindRefundAsync(RefundRequest request, CancellationToken ct)
    {
        var seen = await paypal.ShowCaptureAsync(request.PaymentReference, ct);
        if (seen is PayPalReply<CaptureSeen>.Unknown)
        {
            return new RefundAnswer.Unsure(Why(seen));
        }

        if (seen is not PayPalReply<CaptureSeen>.Answered { Value: { Status: "PARTIALLY_REFUNDED" or "REFUNDED", SupplementaryData.RelatedIds.OrderId: { } order } })
        {
            return null;
        }

        return await paypal.ShowOrderAsync(order, ct) switch
        {
            PayPalReply<OrderSeen>.Answered known =>
                known.Value.Unit?.Payments?.Refunds?.FirstOrDefault(r => Guid.TryParse(r.CustomId, out var id) && id == request.RefundId) is { Id: { } made } ? new RefundAnswer.Made(made) : null,
            PayPalReply<OrderSeen>.Refused => null,
            var other => new RefundAnswer.Unsure(Why(other)),
        };
    }

    private static OrderSent OrderOf(PaymentRequest request)
    {
        var unit = new UnitSent(
            request.OrderNumber,
            request.AttemptId.ToString("N"),
            $"{request.OrderNumber}-{request.AttemptId.ToString("N")[^InvoiceSuffix..]}", // the front of a version 7 id is the time, which attempts may share
            $"Fatturazione Elettronica, ordine {request.OrderNumber}",
            PayPalAmount.Of(request.Amount));
        var vault = request.Keep ? new WalletAttributesSent(new VaultSent(), request.Customer is null ? null : new CustomerSent(request.Customer)) : null;
        return new OrderSent("CAPTURE", [unit], request.SavedToken is null ? new PayingWith<WalletSent>(new WalletSent(vault, Visit(request, "PAY_NOW", "IMMEDIATE_PAYMENT_REQUIRED"))) : null);
    }

    private static SetupSent SetupOf(PaymentRequest request) => new(
        request.Customer is null ? null : new CustomerSent(request.Customer), new PayingWith<SetupWalletSent>(new SetupWalletSent(Visit(request, userAction: null, preference: null))));

    private static VisitSent Visit(PaymentRequest request, string? userAction, string? preference) =>
        new(request.ReturnUrl.ToString(), request.CancelUrl.ToString(), Brand, userAction, preference);

    private static string? LinkOf(IReadOnlyList<LinkSeen>? links, string rel) => links?.FirstOrDefault(l => l.Rel == rel)?.Href;

    private static ProviderAnswer.Unsure Unsure<T>(PayPalReply<T> reply) => new(Why(reply));

    private static string Why<T>(PayPalReply<T> reply) => reply switch
    {
        PayPalReply<T>.Unknown unknown => unknown.Why,
        PayPalReply<T>.Refused refused => $"{refused.Status} {refused.Code}".Trim(),
        _ => "an answer that cannot be read",
    };
}
