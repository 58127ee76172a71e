using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;

namespace Aruba.Fatturazione.Orders;

/// <summary>What was bought, frozen when it was confirmed. Money that arrives for it is never refused.</summary>
public sealed partial class Order : EventSource
{
    /// <summary>Name in <see cref="History"/> of a decision about late money; the state stays what it was.</summary>
    public const string DecidedTrigger = "Decided";

    /// <summary>Name in <see cref="History"/> of money given back; the state stays what it was.</summary>
    public const string RefundedTrigger = "Refunded";

    private readonly List<OrderLine> lines = [];
    private readonly List<RegisteredPayment> payments = [];
    private readonly List<ContractAcceptance> acceptances = [];
    private readonly List<OrderHistoryEntry> history = [];
    private readonly List<Refund> refunds = [];

    private Order()
    {
    }

    internal Order(Cart cart, Intestatario holder, Quote quote, OrderTicket ticket)
    {
        Id = ticket.Id;
        CartId = cart.Id;
        AccountId = cart.AccountId;
        Kind = cart.Kind;
        Years = cart.Years;
        Number = ticket.Number;
        Method = ticket.Method;
        PlacedAt = ticket.At;
        UnpaidPlace = ticket.UnpaidPlace;
        AccountUsername = ticket.AccountUsername;
        AccountEmail = ticket.AccountEmail;
        Intestatario = holder;
        CodiceFiscale = holder.CodiceFiscale;
        PartitaIva = holder.PartitaIva;
        SearchName = ToSearchName(holder.DisplayName);
        Net = quote.Net;
        Iva = quote.Iva;
        Gross = quote.Gross;
        lines.AddRange(quote.Lines.Select(l => new OrderLine
        {
            ProductCode = l.Offer.Code,
            Name = l.Offer.Product.Name,
            Quantity = l.Quantity,
            UnitNet = l.Offer.UnitNet,
            Net = l.Net,
            IvaBasisPoints = l.Offer.IvaBasisPoints,
            Days = l.Share?.Days,
            DaysOf = l.Share?.Of,
        }));
        acceptances.AddRange(ticket.Acceptances);
        history.Add(new OrderHistoryEntry { At = ticket.At, To = Status, Trigger = "Placed", Actor = ticket.PlacedBy ?? ticket.AccountUsername });
        PlacedByPlan = ticket.PlacedBy is not null;
        if (!PlacedByPlan)
        {
            Raise(new OrderConfirmed(Number));
        }
    }

    /// <summary>
    /// Makes the order of a further term: what the service includes, at today's prices, for its holder.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="former">The order of its present term.</param>
    /// <param name="quote">What it costs.</param>
    /// <param name="ticket">Who asks for it and how it will be paid.</param>
    /// <param name="holder">The holder as corrected since; null for the one of the former order.</param>
    public static Order ForRenewal(Subscription service, Order former, Quote quote, OrderTicket ticket, Intestatario? holder = null)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(former);
        var cart = Cart.ForService(ticket, service.AccountId, OrderKind.Renewal, quote.Years);
        return new Order(cart, holder ?? former.Intestatario, quote, ticket) { SubscriptionId = service.Id, RenewsFrom = service.ExpiresOn };
    }

    /// <summary>Makes the order of what is added to an active service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="extension">What is added, what it costs and until when.</param>
    /// <param name="ticket">Who asks for it and how it will be paid; of the day on which the extension was calculated.</param>
    /// <param name="holder">The holder.</param>
    public static Order ForExtension(Subscription service, ServiceExtension extension, OrderTicket ticket, Intestatario holder)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(extension);
        ArgumentNullException.ThrowIfNull(ticket);
        var cart = Cart.ForService(ticket, service.AccountId, OrderKind.Extension, extension.Quote.Years);
        return new Order(cart, holder, extension.Quote, ticket) { SubscriptionId = service.Id, ExtendsFrom = extension.From, ExtendsTo = extension.To };
    }

    /// <summary>True for a renewal that the plan of the service placed, on the owner's mandate.</summary>
    public bool PlacedByPlan { get; private init; }

    /// <summary>The service that it renews or extends; null for a purchase.</summary>
    public Guid? SubscriptionId { get; private init; }

    /// <summary>The expiry from which it renews; with the service unique among renewals that are not closed unpaid.</summary>
    public DateOnly? RenewsFrom { get; private init; }

    /// <summary>The expiry of the service when it was to be extended; null unless it is an extension.</summary>
    public DateOnly? ExtendsFrom { get; private init; }

    /// <summary>The expiry of the service once it is extended; the same when it is not prolonged.</summary>
    public DateOnly? ExtendsTo { get; private init; }

    /// <summary>The number people use; see <see cref="OrderNumber"/>.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The cart it was made from; unique, so that a second click finds the first order.</summary>
    public Guid CartId { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>
    /// Which of the account's places for unpaid orders it takes while it waits for money; null takes none. Unique among the account's waiting
    /// orders: that is what limits their number.
    /// </summary>
    public int? UnpaidPlace { get; private set; }

    /// <summary>What it is for.</summary>
    public OrderKind Kind { get; private init; }

    /// <summary>Where it stands.</summary>
    public OrderStatus Status { get; private set; }

    /// <summary>How the customer chose to pay, last.</summary>
    public PaymentMethod Method { get; private set; }

    /// <summary>UTC instant of the confirmation.</summary>
    public DateTime PlacedAt { get; private init; }

    /// <summary>Term in years.</summary>
    public int Years { get; private init; }

    /// <summary>Username at the time of the order.</summary>
    public string AccountUsername { get; private init; } = "";

    /// <summary>The account's mailbox at the time of the order.</summary>
    public string AccountEmail { get; private init; } = "";

    /// <summary>The holder as given.</summary>
    public Intestatario Intestatario { get; private init; } = Nobody;

    /// <summary>The holder's codice fiscale, for searching.</summary>
    public CodiceFiscale CodiceFiscale { get; private init; } = Nobody.CodiceFiscale;

    /// <summary>The holder's partita IVA, for searching.</summary>
    public PartitaIva? PartitaIva { get; private init; }

    /// <summary>The holder's name in capitals without accents, for searching.</summary>
    public string SearchName { get; private init; } = "";

    /// <summary>Sum without IVA.</summary>
    public Importo Net { get; private init; }

    /// <summary>IVA.</summary>
    public Importo Iva { get; private init; }

    /// <summary>What is to be paid.</summary>
    public Importo Gross { get; private init; }

    /// <summary>UTC instant since which money waits for a person's decision, because the order did not wait for it; or null.</summary>
    public DateTime? NeedsDecisionSince { get; private set; }

    /// <summary>What was bought.</summary>
    public IReadOnlyList<OrderLine> Lines => lines;

    /// <summary>Money that arrived.</summary>
    public IReadOnlyList<RegisteredPayment> Payments => payments;

    /// <summary>What was accepted.</summary>
    public IReadOnlyList<ContractAcceptance> Acceptances => acceptances;

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<OrderHistoryEntry> History => history;

    /// <summary>Money decided to go back.</summary>
    public IReadOnlyList<Refund> Refunds => refunds;

    /// <summary>Sum of what arrived and counts, less what went back.</summary>
    public Importo Paid => new(payments.Where(p => p.Counts).Sum(p => p.Amount.Cents));

    /// <summary>What is still due; negative when too much arrived.</summary>
    public Importo StillDue => Gross - Paid;

    /// <summary>True when money is awaited and none waits for a decision: whoever paid something wrong must not pay again.</summary>
    public bool CanBePaid => Status == OrderStatus.AwaitingPayment && StillDue.Cents > 0 && NeedsDecisionSince is null;

    /// <summary>Capitals, no accents, single blanks: the form in which names are stored for searching.</summary>
    public static string ToSearchName(string name)
    {
        var plain = name.Normalize(System.Text.NormalizationForm.FormD)
            .Where(c => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark);
        return string.Join(' ', new string([.. plain]).ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>
    /// Records money that has arrived, whoever says so. Money is never refused, even when the order is closed.
    /// The database refuses the same reference twice; here a repetition changes nothing.
    /// </summary>
    public Registration Register(RegisteredPayment payment)
    {
        if (payments.Exists(p => p.Source == payment.Source && p.Reference == payment.Reference))
        {
            return Registration.AlreadyRegistered;
        }

        payments.Add(payment);
        if (!payment.Counts)
        {
            NeedsDecisionSince ??= payment.RegisteredAt;
            Raise(new PaymentToVerify(Number, payment.Id));
            return Registration.ToVerify;
        }

        if (Status != OrderStatus.AwaitingPayment)
        {
            NeedsDecisionSince ??= payment.RegisteredAt;
            Raise(new PaymentOnClosedOrder(Number, payment.Id));
            return Registration.OnClosedOrder;
        }

        if (StillDue.Cents > 0)
        {
            Raise(new PartialPaymentRegistered(Number, payment.Id));
            return Registration.Partial;
        }

        Move(OrderTrigger.PaidInFull, payment.RegisteredAt, payment.RegisteredBy);
        Raise(new OrderPaid(Number));
        return Registration.PaidInFull;
    }

    /// <summary>
    /// A payment begins with that method. The version moves although nothing else does: who cancels the order in the same instant, or
    /// begins another payment, must look again.
    /// </summary>
    public void ChooseMethod(PaymentMethod method)
    {
        Method = method;
        Touch();
    }

    /// <summary>The customer goes over to bonifico or bollettino; the instructions are sent for it.</summary>
    public void ChooseTransfer(PaymentMethod method)
    {
        Method = method;
        Raise(new TransferChosen(Number));
    }

    /// <summary>Cancels an order that holds no money. False, and nothing changes, when it is too late.</summary>
    public bool Cancel(string actor, DateTime now, string? reason = null)
    {
        if (Status != OrderStatus.AwaitingPayment || HoldsMoney)
        {
            return false;
        }

        Move(OrderTrigger.CancelledUnpaid, now, actor, reason);
        Raise(new OrderCancelled(Number));
        return true;
    }

    /// <summary>The further term has begun or will begin when the present one ends.</summary>
    public void Renewed(DateTime now) => Move(OrderTrigger.ServiceActivated, now, "Rinnovo");

    /// <summary>What was bought is in the service.</summary>
    public void Extended(DateTime now) => Move(OrderTrigger.ServiceActivated, now, "Estensione");

    /// <summary>The service is active.</summary>
    public void Activate(Guid subscriptionId, DateTime now)
    {
        Move(OrderTrigger.ServiceActivated, now, "Attivazione");
        Raise(new ServiceActivated(Number, subscriptionId));
    }

    /// <summary>Activation cannot go on; a person must look.</summary>
    public void FailActivation(string reason, DateTime now)
    {
        Move(OrderTrigger.ActivationGaveUp, now, "Attivazione", reason);
        Raise(new ActivationFailed(Number));
    }

    /// <summary>Tries the activation again. False when the order is not in that state, or all its money is going back.</summary>
    public bool RetryActivation(string actor, DateTime now)
    {
        if (Status != OrderStatus.ActivationFailed || IsBeingPaidBack || WithdrawnAt is not null)
        {
            return false;
        }

        Move(OrderTrigger.ActivationRetried, now, actor);
        Raise(new ActivationRetried(Number));
        return true;
    }

    private static readonly Intestatario Nobody = new()
    {
        Type = SubjectType.PersonaFisica,
        CodiceFiscale = CodiceFiscale.Parse("RSSMRA80A01H501U"),
        Indirizzo = new Indirizzo("", "", "", ""),
        Telefono = "",
        Email = "",
        Recapito = new RecapitoFattura.Nessuno(),
    };

    private void Move(OrderTrigger trigger, DateTime now, string actor, string? note = null)
    {
        if (!OrderTransitions.Table.TryGetValue((Status, trigger), out var next))
        {
            throw new InvalidOperationException($"An order in state {Status} cannot meet {trigger}.");
        }

        history.Add(new OrderHistoryEntry { At = now, From = Status, To = next, Trigger = trigger.ToString(), Actor = actor, Note = note });
        Status = next;
    }
}
