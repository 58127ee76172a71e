using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Subscriptions;

/// <summary>Where a service stands.</summary>
public enum SubscriptionStatus
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Past its expiry, readable for 90 days.</summary>
    Expired,

    /// <summary>Gone; the subject can buy again.</summary>
    Deleted,
}

/// <summary>Why a service does not renew by itself.</summary>
public enum RenewalOffReason
{
    /// <summary>It was paid by a method that cannot be charged again.</summary>
    NoMethod,

    /// <summary>The payment succeeded, but the provider could not keep the method.</summary>
    NotKept,

    /// <summary>The owner switched it off.</summary>
    SwitchedOff,

    /// <summary>The method was removed, here or at the provider.</summary>
    MethodRemoved,

    /// <summary>The customer's bank took money back, or a refund was made in the provider's own pages.</summary>
    Disputed,

    /// <summary>The desk gave back all the money of the term.</summary>
    Refunded,
}

/// <summary>Something included in a service.</summary>
public sealed class SubscriptionItem
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>Catalogue code.</summary>
    public required string ProductCode { get; init; }

    /// <summary>Name at the time of the order.</summary>
    public required string Name { get; init; }

    /// <summary>Units.</summary>
    public required int Quantity { get; set; }
}

/// <summary>A paid stretch of a service; unique by service and start, so that one payment extends one term once.</summary>
public sealed class SubscriptionPeriod
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>First Rome day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last Rome day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>The order that paid it; unique.</summary>
    public required string OrderNumber { get; init; }
}

/// <summary>The service that a subject has. One per subject: unique indexes on codice fiscale and partita IVA among those not deleted.</summary>
public sealed class Subscription : EventSource
{
    private readonly List<SubscriptionItem> items = [];
    private readonly List<SubscriptionPeriod> periods = [];

    private Subscription()
    {
    }

    /// <summary>Whose it is.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>The holder.</summary>
    public CodiceFiscale CodiceFiscale { get; private init; } = CodiceFiscale.Parse("RSSMRA80A01H501U");

    /// <summary>The holder; null only for a Pubblica Amministrazione without one.</summary>
    public PartitaIva? PartitaIva { get; private init; }

    /// <summary>The holder's name, for screens and mails.</summary>
    public string HolderName { get; private init; } = "";

    /// <summary>The holder's ordinary mailbox.</summary>
    public string HolderEmail { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public SubscriptionStatus Status { get; private set; }

    /// <summary>Rome day of the first activation; later expiries fall on this day of the year.</summary>
    public DateOnly AnchorOn { get; private init; }

    /// <summary>Last Rome day of the paid term.</summary>
    public DateOnly ExpiresOn { get; private set; }

    /// <summary>The kept method that will be charged before expiry; null when renewal is off.</summary>
    public Guid? RenewalMethodId { get; private set; }

    /// <summary>Why renewal is off; null when it is on.</summary>
    public RenewalOffReason? RenewalOff { get; private set; } = RenewalOffReason.NoMethod;

    /// <summary>True when the service renews by itself, 7 days before expiry.</summary>
    public bool RenewsItself => RenewalMethodId is not null;

    /// <summary>What it includes.</summary>
    public IReadOnlyList<SubscriptionItem> Items => items;

    /// <summary>What was paid.</summary>
    public IReadOnlyList<SubscriptionPeriod> Periods => periods;

    /// <summary>Starts the service of a paid order on <paramref name="today"/>, for the order's term.</summary>
    public static Subscription ActivateFrom(Order order, Guid id, DateOnly today)
    {
        var subscription = new Subscription
        {
            Id = id,
            AccountId = order.AccountId,
            CodiceFiscale = order.CodiceFiscale,
            PartitaIva = order.PartitaIva,
            HolderName = order.Intestatario.DisplayName,
            HolderEmail = order.Intestatario.Email,
            AnchorOn = today,
            ExpiresOn = Term.FirstExpiry(today, order.Years),
        };
        subscription.items.AddRange(order.Lines.Select(l => new SubscriptionItem { ProductCode = l.ProductCode, Name = l.Name, Quantity = l.Quantity }));
        subscription.periods.Add(new SubscriptionPeriod { StartsOn = today, EndsOn = subscription.ExpiresOn, OrderNumber = order.Number });
        return subscription;
    }

    /// <summary>The service renews by itself with that method from now on.</summary>
    public void RenewWith(Guid methodId)
    {
        if (RenewalMethodId == methodId)
        {
            return;
        }

        (RenewalMethodId, RenewalOff) = (methodId, null);
        Raise(new RenewalSwitchedOn(Id));
    }

    /// <summary>The service no longer renews by itself; the paid term stays what it is.</summary>
    public void StopRenewing(RenewalOffReason reason)
    {
        if (!RenewsItself)
        {
            RenewalOff = reason;
            Touch();
            return;
        }

        (RenewalMethodId, RenewalOff) = (null, reason);
        Raise(new RenewalSwitchedOff(Id));
    }
}
