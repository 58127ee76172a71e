using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Subscriptions;

/// <summary>The service that a subject has. One per subject: unique indexes on codice fiscale and partita IVA among those not deleted.</summary>
public sealed partial class Subscription : EventSource
{
    private readonly List<SubscriptionItem> items = [];
    private readonly List<SubscriptionPeriod> periods = [];
    private readonly List<RenewalStep> steps = [];
    private readonly List<SubscriptionChange> changes = [];

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

    /// <summary>Rome day of the first activation.</summary>
    public DateOnly AnchorOn { get; private init; }

    /// <summary>Rome day of the extension that prolonged it last, or null.</summary>
    public DateOnly? ProlongedOn { get; private set; }

    /// <summary>Later expiries fall on this day of the year: that of the first activation, or of the extension that prolonged it last.</summary>
    public DateOnly TermAnchor => ProlongedOn ?? AnchorOn;

    /// <summary>Years of the term that was bought last: as many are bought when it renews by itself.</summary>
    public int Years { get; private set; }

    /// <summary>Last Rome day of the paid term.</summary>
    public DateOnly ExpiresOn { get; private set; }

    /// <summary>The kept method that will be charged before expiry; null when renewal is off.</summary>
    public Guid? RenewalMethodId { get; private set; }

    /// <summary>The mandate under which renewal was last switched on; kept as proof when it is off.</summary>
    public Mandate? RenewalMandate { get; private set; }

    /// <summary>Why renewal is off; null when it is on.</summary>
    public RenewalOffReason? RenewalOff { get; private set; } = RenewalOffReason.NoMethod;

    /// <summary>True when the service renews by itself, 7 days before expiry.</summary>
    public bool RenewsItself => RenewalMethodId is not null;

    /// <summary>UTC instant at which its plan goes on: a notice, a charge, the expiry, the end. Null when nothing is left to come.</summary>
    public DateTime? NextLookAt { get; private set; }

    /// <summary>What its plan has done on its own.</summary>
    public IReadOnlyList<RenewalStep> Steps => steps;

    /// <summary>The order that paid the term in which it is, or was last.</summary>
    public string TermOrder => periods.MaxBy(p => p.StartsOn)?.OrderNumber ?? "";

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
            Years = order.Years,
        };
        subscription.items.AddRange(order.Lines.Select(l => new SubscriptionItem { ProductCode = l.ProductCode, Name = l.Name, Quantity = l.Quantity }));
        subscription.periods.Add(new SubscriptionPeriod { StartsOn = today, EndsOn = subscription.ExpiresOn, OrderNumber = order.Number });
        return subscription;
    }

    /// <summary>The service renews by itself with that method from now on, under that mandate.</summary>
    /// <exception cref="InvalidOperationException">Its owner gave notice of leaving: that must be revoked first.</exception>
    public void RenewWith(Guid methodId, Mandate mandate)
    {
        if (IsLeaving)
        {
            throw new InvalidOperationException("A service whose owner is leaving does not renew by itself.");
        }

        var (before, wasOn) = (RenewalMethodId, RenewsItself);
        (RenewalMethodId, RenewalMandate, RenewalOff) = (methodId, mandate, null);
        Touch();
        if (before != methodId)
        {
            Raise(wasOn ? new RenewalMethodReplaced(Id) : new RenewalSwitchedOn(Id));
        }
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

    /// <summary>
    /// Adds a further term that an order paid, from the expiry on: nothing is lost by renewing early, nothing won by renewing late (domain:
    /// renewal). What the order has more or less than the present term comes with the new one, not before: the present one is paid as it is.
    /// The same order twice is one term. False when the service is gone.
    /// </summary>
    public bool Renew(Order order, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (Status == SubscriptionStatus.Deleted || periods.Exists(p => p.OrderNumber == order.Number))
        {
            return Status != SubscriptionStatus.Deleted;
        }

        changes.RemoveAll(c => c.StartsOn is null); // the order says what became of the wish
        if (Status == SubscriptionStatus.Expired)
        {
            ForgetDisdetta(); // it was honoured; this is another wish
        }

        var from = ExpiresOn;
        (ExpiresOn, Years) = (Term.Extend(from, order.Years, TermAnchor), order.Years);
        Status = ExpiresOn >= today ? SubscriptionStatus.Active : Status;
        periods.Add(new SubscriptionPeriod { StartsOn = from.AddDays(1), EndsOn = ExpiresOn, OrderNumber = order.Number });
        var before = AtExpiry;
        var bought = order.Lines.ToDictionary(l => l.ProductCode);
        foreach (var code in before.Keys.Union(bought.Keys))
        {
            var more = (bought.GetValueOrDefault(code)?.Quantity ?? 0) - before.GetValueOrDefault(code);
            if (more != 0)
            {
                var name = bought.GetValueOrDefault(code)?.Name ?? NameOf(code);
                changes.Add(new SubscriptionChange { ProductCode = code, Name = name, Quantity = more, StartsOn = from.AddDays(1) });
            }
        }

        MakeChanges(today);
        Raise(new ServiceRenewed(order.Number, Id));
        return true;
    }

    /// <summary>An order is about to be placed on the service as it is: what changes it in the same instant makes one of the two judge again.</summary>
    public void Hold() => Touch();

    /// <summary>
    /// The owner corrects address, contacts or invoice recipient. Name, codice fiscale and partita IVA are the service itself: with others it is
    /// another service. Null when <paramref name="corrected"/> says nothing new.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is another subject, or the service is gone.</exception>
    public HolderVersion? Correct(Intestatario present, Intestatario corrected, Guid versionId, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(present);
        ArgumentNullException.ThrowIfNull(corrected);
        if (Status == SubscriptionStatus.Deleted || corrected.CodiceFiscale != CodiceFiscale || corrected.PartitaIva != PartitaIva
            || corrected.Type != present.Type || corrected.DisplayName != present.DisplayName)
        {
            throw new InvalidOperationException("The subject of a service never changes.");
        }

        if (corrected == present)
        {
            return null;
        }

        HolderEmail = corrected.Email;
        Touch();
        return new HolderVersion { Id = versionId, SubscriptionId = Id, At = now, Holder = corrected };
    }

    /// <summary>Notes the instant at which to look at it again.</summary>
    public void LookAgainAt(DateTime? at)
    {
        NextLookAt = at;
        Touch();
    }

    /// <summary>UTC instant at which something is to be done about it after <paramref name="now"/>: its plan, or a term that begins otherwise than the former.</summary>
    public DateTime? NextAfter(DateTime now, RenewalPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return changes.Where(c => c.StartsOn is not null).Select(c => (DateTime?)RomeCalendar.StartOf(c.StartsOn!.Value)).Append(plan.Next(ExpiresOn, now)).Min();
    }

    /// <summary>Begins and ends what its days have begun and ended: a paid term with its contents, an expired one, the time in which it could still be read.</summary>
    public void Age(RenewalPlan plan, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(plan);
        MakeChanges(today);
        if (Status == SubscriptionStatus.Active && today > ExpiresOn)
        {
            Status = SubscriptionStatus.Expired;
            Raise(new ServiceExpired(TermOrder, Id));
        }

        if (Status == SubscriptionStatus.Expired && today > plan.LastReadOnlyDay(ExpiresOn))
        {
            Status = SubscriptionStatus.Deleted;
            (RenewalMethodId, RenewalOff) = (null, RenewalOff ?? RenewalOffReason.SwitchedOff);
            Raise(new ServiceDeleted(TermOrder, Id));
        }
    }

    /// <summary>Tells the owner what will happen at the expiry and what it will cost. False when that notice was given.</summary>
    public bool Announce(Guid stepId, int days, Importo amount, DateTime now)
    {
        if (steps.Exists(s => s.ExpiresOn == ExpiresOn && s.Kind == RenewalStepKind.Notice && s.Days == days))
        {
            return false;
        }

        steps.Add(new RenewalStep { Id = stepId, ExpiresOn = ExpiresOn, Kind = RenewalStepKind.Notice, Days = days, At = now, Amount = amount });
        Raise(new ExpiryComesNear(TermOrder, Id, days));
        return true;
    }

    /// <summary>The last notice about the present expiry, or null: no charge comes without a word.</summary>
    public RenewalStep? LastNotice => steps.Where(s => s.ExpiresOn == ExpiresOn && s.Kind == RenewalStepKind.Notice).MaxBy(s => s.At);

    /// <summary>The charge of that day: the one that was begun, or a new one.</summary>
    public RenewalStep ChargeOf(Guid newId, int days, Importo amount, DateTime now)
    {
        if (steps.Find(s => s.ExpiresOn == ExpiresOn && s.Kind == RenewalStepKind.Charge && s.Days == days) is { } begun)
        {
            return begun;
        }

        var step = new RenewalStep { Id = newId, ExpiresOn = ExpiresOn, Kind = RenewalStepKind.Charge, Days = days, At = now, Amount = amount, AttemptId = newId };
        steps.Add(step);
        Touch();
        return step;
    }

    /// <summary>
    /// True when the method may be charged now for the renewal. The version moves although nothing else does: who switches renewal off in
    /// the same instant must look again, and so must the charge.
    /// </summary>
    public bool MayCharge(Guid methodId)
    {
        Touch();
        return Status == SubscriptionStatus.Active && !IsLeaving && RenewalMethodId == methodId;
    }
}
