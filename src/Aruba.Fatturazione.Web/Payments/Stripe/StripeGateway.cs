using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Payments;
using Microsoft.Extensions.Options;
using Stripe;
using Stripe.Checkout;
using PaymentMethod = Aruba.Fatturazione.Orders.PaymentMethod;

namespace Aruba.Fatturazione.Web.Payments.Stripe;

/// <summary>
/// Cards through Stripe. A new card is typed on Stripe's page (Checkout Session); a kept one is charged by a PaymentIntent that is
/// created first and confirmed afterwards. Stripe's types and words stop here.
/// </summary>
internal sealed class StripeGateway(
    IHttpClientFactory clients, [FromKeyedServices(PaymentSources.Stripe)] ProviderHealth health, IOptions<StripeOptions> options) : IPaymentGateway
{
    private const string Attempt = "attempt";
    private static readonly TimeSpan TimeOnPage = TimeSpan.FromHours(1);
    private static readonly List<string> WithMoney = ["payment_intent.payment_method", "payment_intent.latest_charge", "setup_intent.payment_method"];
    private static readonly List<string> WithCharge = ["payment_method", "latest_charge"];

    public PaymentMethod Method => PaymentMethod.CartaDiCredito;

    public string Source => PaymentSources.Stripe;

    public bool IsLive => options.Value.IsLive;

    public bool IsAvailable => health.IsAvailable;

    public bool NeedsCustomer => true;

    // Made anew with the factory's client each time: the factory renews connections.
    private IStripeClient Client => new StripeClient(new StripeClientOptions
    {
        ApiKey = options.Value.SecretKey,
        ApiBase = options.Value.ApiBase.TrimEnd('/'),
        HttpClient = new SystemNetHttpClient(clients.CreateClient(PaymentSources.Stripe), maxNetworkRetries: 0, enableTelemetry: false),
    });

    public async Task<string?> CustomerAsync(Guid accountId, string email, CancellationToken ct)
    {
        var create = new CustomerCreateOptions { Email = email, Metadata = new() { ["account"] = accountId.ToString("N") } };
        var made = await AskAsync(async () => (await new CustomerService(Client).CreateAsync(create, Key($"customer-{accountId:N}-{ShortHash(email)}"), ct)).Id);
        return made.Result;
    }

    public async Task<ProviderAnswer> OpenAsync(PaymentRequest request, CancellationToken ct)
    {
        var opened = await AskAsync<ProviderAnswer>(async () => request.SavedToken is null
            ? await OpenSessionAsync(request, ct)
            : await OpenIntentAsync(request, request.SavedToken, ct));
        return opened.Result ?? opened.Refusal ?? (ProviderAnswer)Unsure(opened);
    }

    public async Task<ProviderAnswer> LookAsync(PaymentRequest request, string reference, CancellationToken ct)
    {
        var seen = await AskAsync(async () => reference.StartsWith("cs_", StringComparison.Ordinal)
            ? Read(await new SessionService(Client).GetAsync(reference, new SessionGetOptions { Expand = WithMoney }, cancellationToken: ct))
            : Read(await new PaymentIntentService(Client).GetAsync(reference, new PaymentIntentGetOptions { Expand = WithCharge }, cancellationToken: ct)));
        return seen.Result ?? Unsure(seen);
    }

    public async Task<ProviderAnswer> CollectAsync(PaymentRequest request, string reference, CancellationToken ct)
    {
        // A key under which a failure was kept would answer with that failure for a day: each round has its own. The intent itself can
        // only be charged once.
        var confirm = new PaymentIntentConfirmOptions
        {
            ReturnUrl = request.Unattended ? null : request.ReturnUrl.ToString(),
            OffSession = request.Unattended ? true : null,
            Expand = WithCharge,
        };
        var done = await AskAsync(async () =>
            Read(await new PaymentIntentService(Client).ConfirmAsync(reference, confirm, Key($"{request.AttemptId:N}-confirm-{request.Round}"), ct)));
        return done.Result ?? done.Refusal ?? (ProviderAnswer)Unsure(done);
    }

    public async Task<ProviderAnswer> CloseAsync(PaymentRequest request, string reference, CancellationToken ct)
    {
        var closed = await AskAsync(async () => reference.StartsWith("cs_", StringComparison.Ordinal)
            ? Read(await new SessionService(Client).ExpireAsync(reference, new SessionExpireOptions { Expand = WithMoney }, cancellationToken: ct))
            : Read(await new PaymentIntentService(Client).CancelAsync(reference, new PaymentIntentCancelOptions { Expand = WithCharge }, cancellationToken: ct)));
        if (closed.Result is { } answer)
        {
            return answer;
        }

        // It could not be closed because it is no longer open: what became of it?
        var seen = await LookAsync(request, reference, ct);
        return seen is ProviderAnswer.Waiting or ProviderAnswer.Agreed ? new ProviderAnswer.Unsure("it is still open") : seen;
    }

    public async Task<RefundAnswer> RefundAsync(RefundRequest request, CancellationToken ct)
    {
        var service = new RefundService(Client);
        var asked = await AskAsync(async () =>
        {
            // Stripe forgets keys after a day: what was made before is found by our own reference.
            var before = await service.ListAsync(new RefundListOptions { PaymentIntent = request.PaymentReference, Limit = 100 }, cancellationToken: ct);
            return before.Data.Find(r => r.Metadata?.GetValueOrDefault("refund") == request.RefundId.ToString("N"))
                ?? await service.CreateAsync(new RefundCreateOptions
                {
                    PaymentIntent = request.PaymentReference,
                    Amount = request.Amount.Cents,
                    Metadata = new() { ["refund"] = request.RefundId.ToString("N"), ["order"] = request.OrderNumber },
                }, Key($"refund-{request.RefundId:N}"), ct);
        });
        return asked switch
        {
            { Result: { Status: "failed" or "canceled" } } => new RefundAnswer.Refused("Stripe non ha potuto restituire l'importo alla carta."),
            { Result: { } refund } => new RefundAnswer.Made(refund.Id),
            { IsRefusal: true } => new RefundAnswer.Refused($"Stripe rifiuta il rimborso ({asked.Why})."),
            _ => new RefundAnswer.Unsure(asked.Why),
        };
    }

    public async Task<bool> ForgetAsync(string token, CancellationToken ct)
    {
        var asked = await AskAsync(async () => await new PaymentMethodService(Client).DetachAsync(token, cancellationToken: ct));
        return asked.Result is not null || asked.IsRefusal;
    }

    public async Task<MethodAnswer> ReadMethodAsync(string token, CancellationToken ct)
    {
        var asked = await AskAsync(async () => await new PaymentMethodService(Client).GetAsync(token, cancellationToken: ct));
        var facts = FactsOf(asked.Result);
        return new MethodAnswer(facts, IsGone: facts is null && (asked.Result is not null || asked.Refusal is not null)); // detached, or unknown
    }

    public ProviderNews Read(string type, string body) => StripeNews.Read(type, body, IsLive);

    private async Task<ProviderAnswer> OpenSessionAsync(PaymentRequest request, CancellationToken ct)
    {
        var names = new Dictionary<string, string> { [Attempt] = request.AttemptId.ToString("N"), ["order"] = request.OrderNumber };
        var create = new SessionCreateOptions
        {
            Mode = request.IsSetup ? "setup" : "payment",
            Customer = request.Customer,
            CustomerEmail = request.Customer is null ? request.Email : null,
            ClientReferenceId = request.AttemptId.ToString("N"),
            AllowedPaymentMethodTypes = ["card"],
            Locale = "it",
            Metadata = names,
            SuccessUrl = request.ReturnUrl.ToString(),
            CancelUrl = request.CancelUrl.ToString(),
            ExpiresAt = request.StartedAt + TimeOnPage,
        };
        if (request.IsSetup)
        {
            create.SetupIntentData = new SessionSetupIntentDataOptions { Metadata = names };
        }
        else
        {
            create.LineItems = [Line(request)];
            create.PaymentIntentData = new SessionPaymentIntentDataOptions
            {
                Metadata = names,
                Description = $"Ordine {request.OrderNumber}",
                SetupFutureUsage = request.Keep ? "off_session" : null,
            };
        }

        var session = await new SessionService(Client).CreateAsync(create, Key($"{request.AttemptId:N}-session"), ct);
        return new ProviderAnswer.Opened(session.Id, session.Url);
    }

    private static SessionLineItemOptions Line(PaymentRequest request) => new()
    {
        Quantity = 1,
        PriceData = new SessionLineItemPriceDataOptions
        {
            Currency = "eur",
            UnitAmount = request.Amount.Cents,
            ProductData = new SessionLineItemPriceDataProductDataOptions { Name = $"Fatturazione Elettronica, ordine {request.OrderNumber}" },
        },
    };

    private async Task<ProviderAnswer> OpenIntentAsync(PaymentRequest request, string token, CancellationToken ct)
    {
        var create = new PaymentIntentCreateOptions
        {
            Amount = request.Amount.Cents,
            Currency = "eur",
            Customer = request.Customer,
            PaymentMethod = token,
            AllowedPaymentMethodTypes = ["card"],
            Description = $"Ordine {request.OrderNumber}",
            Metadata = new() { [Attempt] = request.AttemptId.ToString("N"), ["order"] = request.OrderNumber },
        };
        var intent = await new PaymentIntentService(Client).CreateAsync(create, Key($"{request.AttemptId:N}-intent"), ct);
        return new ProviderAnswer.Opened(intent.Id, PageUrl: null);
    }

    private static ProviderAnswer Read(Session session) => session switch
    {
        { Status: "expired" } => new ProviderAnswer.Gone(RefusalReason.Expired),
        { Status: "complete", Mode: "setup", SetupIntent: { Status: "succeeded" } setup } when FactsOf(setup.PaymentMethod) is { } method =>
            new ProviderAnswer.Kept(method, AttemptOf(setup.Metadata), setup.Livemode),
        { Status: "complete", PaymentStatus: "paid", PaymentIntent: { } intent } => Read(intent),
        _ => new ProviderAnswer.Waiting(session.Url),
    };

    private static ProviderAnswer Read(PaymentIntent intent) => intent.Status switch
    {
        "succeeded" => new ProviderAnswer.Paid(new PaymentFacts(
            intent.Id, new Importo(intent.AmountReceived), intent.Currency.ToUpperInvariant(), AttemptOf(intent.Metadata), intent.Livemode, intent.CustomerId,
            intent.SetupFutureUsage == "off_session" && intent.PaymentMethod?.CustomerId is not null ? FactsOf(intent.PaymentMethod) : null,
            KeepsLater: false, intent.LatestCharge?.Created ?? intent.Created)),
        "requires_confirmation" => new ProviderAnswer.Agreed(),
        "requires_action" => new ProviderAnswer.Waiting(intent.NextAction?.RedirectToUrl?.Url),
        "requires_payment_method" => new ProviderAnswer.Refused(StripeWords.ReasonOf(intent.LastPaymentError?.Code, intent.LastPaymentError?.DeclineCode)),
        "canceled" => new ProviderAnswer.Gone(RefusalReason.Cancelled),
        _ => new ProviderAnswer.Waiting(null),
    };

    internal static Guid? AttemptOf(Dictionary<string, string>? metadata) =>
        Guid.TryParse(metadata?.GetValueOrDefault(Attempt), out var id) ? id : null;

    internal static MethodFacts? FactsOf(global::Stripe.PaymentMethod? method) => method is { Card: { } card, CustomerId: { } customer }
        ? new MethodFacts(
            PaymentMethod.CartaDiCredito, method.Id, customer, StripeWords.Brand(card.Brand), card.Last4, (int)card.ExpMonth, (int)card.ExpYear, PayerEmail: null)
        : null;

    private static RequestOptions Key(string key) => new() { IdempotencyKey = key };

    private static string ShortHash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    private static ProviderAnswer.Unsure Unsure<T>(Asked<T> asked)
        where T : class => new(asked.Why);

    /// <summary>Runs a call and puts every way in which it can fail into words.</summary>
    private static async Task<Asked<T>> AskAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return new Asked<T>(await call(), null, "", false);
        }
        catch (StripeException e)
        {
            var code = e.StripeError?.Code ?? e.StripeError?.Type ?? "";
            var isRefusal = e.HttpStatusCode is HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound
                || (e.HttpStatusCode == HttpStatusCode.BadRequest && e.StripeError?.Type == "invalid_request_error");
            ProviderAnswer.Refused? refusal = e.HttpStatusCode == HttpStatusCode.PaymentRequired || code == "resource_missing"
                ? new(StripeWords.ReasonOf(code, e.StripeError?.DeclineCode))
                : null;
            return new Asked<T>(null, refusal, $"{(int)e.HttpStatusCode} {code}".Trim(), isRefusal);
        }
        catch (Exception e) when (ProviderTrouble.IsCauseOf(e))
        {
            return new Asked<T>(null, null, ProviderTrouble.InWords(e), false);
        }
    }

    private sealed record Asked<T>(T? Result, ProviderAnswer.Refused? Refusal, string Why, bool IsRefusal)
        where T : class;
}
