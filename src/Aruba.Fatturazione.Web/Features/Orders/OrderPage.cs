using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Methods;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Payments;

namespace Aruba.Fatturazione.Web.Features.Orders;

/// <summary>The customer's page of an order: outcome of the purchase, how to pay, what happens next.</summary>
/// <param name="Order">The order with all its parts.</param>
/// <param name="Story">Its timeline.</param>
/// <param name="Bank">Where a bonifico goes.</param>
/// <param name="Postal">Where a bollettino goes.</param>
/// <param name="Today">Rome day, for the arrival estimate.</param>
/// <param name="IsNew">True right after the purchase.</param>
/// <param name="Notice">What was just done, in words, or null.</param>
public sealed record OrderPage(
    Order Order, IReadOnlyList<TimelineEntry> Story, BankOptions Bank, PostalOptions Postal, DateOnly Today, bool IsNew, string? Notice)
{
    /// <summary>The last time a provider was asked for this order's money, or null.</summary>
    public PaymentAttempt? LastAttempt { get; init; }

    /// <summary>Automatic renewal of the service that it paid, or null before the activation.</summary>
    public RenewalLine? Renewal { get; init; }

    /// <summary>True while nobody knows whether the last attempt took the money: nothing else may be paid.</summary>
    public bool IsBeingVerified => LastAttempt?.Status is AttemptStatus.Unknown or AttemptStatus.Started;

    /// <summary>The provider's page of a payment that was begun, or null.</summary>
    public string? OpenPage => LastAttempt is { Status: AttemptStatus.Pending } open ? open.PageUrl : null;

    /// <summary>True for bonifico and bollettino: the coordinates are shown.</summary>
    public bool IsTransfer => Order.Method is PaymentMethod.Bonifico or PaymentMethod.Bollettino;

    /// <summary>True while money that arrived waits for a person's decision.</summary>
    public bool IsWithDesk => Order.NeedsDecisionSince is not null;

    /// <summary>True while money is awaited.</summary>
    public bool CanBePaid => Order.CanBePaid;

    /// <summary>Last Rome day on which its buyer, a consumer, can withdraw; null when that is not so.</summary>
    public DateOnly? WithdrawableUntil { get; init; }

    /// <summary>True while the buyer can withdraw.</summary>
    public bool CanWithdraw => Order.WithdrawnAt is null && WithdrawableUntil >= Today;

    /// <summary>True while it can be taken back: it waits and holds no money.</summary>
    public bool CanBeCancelled => CanBePaid && !Order.HoldsMoney;

    /// <summary>Bank or post.</summary>
    public bool IsBonifico => Order.Method == PaymentMethod.Bonifico;

    /// <summary>True for invented coordinates.</summary>
    public bool IsDemo => IsBonifico ? Bank.IsDemo : Postal.IsDemo;

    /// <summary>A Pubblica Amministrazione may send a letter of commitment instead of paying at once.</summary>
    public bool IsPubblicaAmministrazione => Order.Intestatario.Type == SubjectType.PubblicaAmministrazione;

    /// <summary>The day by which money sent today is normally registered.</summary>
    public DateOnly ExpectedCredit => PaymentMethods.ExpectedCredit(Order.Method, Today);

    /// <summary>The IBAN in groups of four.</summary>
    public string Iban => Fiscal.Iban.TryParse(Bank.Iban, out var iban) ? iban.Grouped : Bank.Iban;

    /// <summary>True for an order that makes a service.</summary>
    public bool IsPurchase => Order.Kind is OrderKind.Purchase or OrderKind.Repurchase;

    /// <summary>What the shop does when the money is registered, as <c>attiviamo il servizio</c>.</summary>
    public string WhatFollows => Order.Kind switch
    {
        OrderKind.Renewal => "rinnoviamo il servizio dalla sua scadenza",
        OrderKind.Extension => "aggiorniamo il servizio",
        _ => "attiviamo il servizio",
    };

    /// <summary>The same while it happens.</summary>
    public string WhatHappens => Order.Kind switch
    {
        OrderKind.Renewal => "stiamo rinnovando il servizio",
        OrderKind.Extension => "stiamo aggiornando il servizio",
        _ => "stiamo attivando il servizio",
    };

    /// <summary>Username of the panel once the service is active.</summary>
    public string PanelUsername => PanelAccess.UsernameFor(Order.CodiceFiscale, Order.PartitaIva);

    /// <summary>
    /// The bonifico as QR code for banking apps: EPC069-12, version 002 (BIC optional), UTF-8, causale as unstructured remittance.
    /// </summary>
    public string EpcPayload => string.Join('\n',
        "BCD", "002", "1", "SCT", Bank.Bic, Bank.Holder.Length > 70 ? Bank.Holder[..70] : Bank.Holder,
        Bank.Iban.Replace(" ", "", StringComparison.Ordinal), "EUR" + Order.StillDue.Dotted, "", "", Order.Number);
}

/// <summary>The customer's own page: orders and services.</summary>
/// <param name="Username">Username of the account.</param>
/// <param name="Orders">Newest first, one page.</param>
/// <param name="Older">Where older orders go on, or null.</param>
/// <param name="Services">Services, active first.</param>
/// <param name="Notice">What was just done, in words, or null.</param>
public sealed record AreaPage(string Username, IReadOnlyList<OrderRow> Orders, string? Older, IReadOnlyList<ServiceRow> Services, string? Notice);

/// <summary>One order of the list.</summary>
public sealed record OrderRow(string Number, OrderKind Kind, OrderStatus Status, DateTime PlacedAt, Importo Gross);
