using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
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

    /// <summary>The owner gave notice of leaving at the expiry.</summary>
    Disdetta,
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

    /// <summary>UTC instant at which something was added last; null when nothing was. Orders placed before rest on another service.</summary>
    public DateTime? ExtendedAt { get; private set; }

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

    /// <summary>UTC instant at which the owner gave notice of leaving at the expiry (<i>disdetta</i>); null when no notice stands.</summary>
    public DateTime? DisdettaAt { get; private set; }

    /// <summary>Why, if the owner said so.</summary>
    public LeavingReason? DisdettaReason { get; private set; }

    /// <summary>True when it ends at its expiry because its owner wants so.</summary>
    public bool IsLeaving => DisdettaAt is not null;

    /// <summary>UTC instant at which it ended although its days were not over; null for one that lives, or that its plan has deleted.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Why; null with <see cref="EndedAt"/>.</summary>
    public EndReason? EndedBecause { get; private set; }

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

    /// <summary>What becomes more or less with a term that is paid and has not begun, or is wished for the one after.</summary>
    public IReadOnlyList<SubscriptionChange> Changes => changes;

    /// <summary>What it will include at its expiry, by code.</summary>
    public IReadOnlyDictionary<string, int> AtExpiry => With(changes.Where(c => c.StartsOn is not null));

    /// <summary>What a further term is bought with, by code: what it will include at its expiry, as its owner wishes it changed.</summary>
    public IReadOnlyDictionary<string, int> ToRenew => With(changes);

    /// <summary>Name of something that it includes or will include.</summary>
    public string NameOf(string code) => items.Find(i => i.ProductCode == code)?.Name ?? changes.Find(c => c.ProductCode == code)?.Name ?? code;

    /// <summary>True when its owner wishes to renew it with something else than it includes.</summary>
    public bool HasWish => changes.Exists(c => c.StartsOn is null);

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
    /// The owner leaves at the expiry: until then nothing changes, and nothing is announced or charged any more. False when that is so already
    /// or the term is over.
    /// </summary>
    public bool Leave(LeavingReason? reason, DateTime now)
    {
        if (IsLeaving || Status != SubscriptionStatus.Active)
        {
            return false;
        }

        // Whole milliseconds: the event names its notice by the instant, and no database may round it.
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        (DisdettaAt, DisdettaReason, RenewalMethodId, RenewalOff) = (at, reason, null, RenewalOffReason.Disdetta);
        Raise(new DisdettaGiven(TermOrder, Id, at));
        return true;
    }

    /// <summary>
    /// The owner stays after all. Renewal stays off: what was authorised before is not charged unasked. What was not announced meanwhile is
    /// announced at the next look, which is now. False when no notice stands or it was honoured.
    /// </summary>
    public bool Stay(DateTime now)
    {
        if (!IsLeaving || Status != SubscriptionStatus.Active)
        {
            return false;
        }

        ForgetDisdetta();
        NextLookAt = now;
        Raise(new DisdettaRevoked(TermOrder, Id, now));
        return true;
    }

    /// <summary>It ends at once: its panel closes, its subject is free. Its terms stay what was paid. False when it is gone already.</summary>
    public bool EndNow(EndReason reason, DateTime now)
    {
        if (Status == SubscriptionStatus.Deleted)
        {
            return false;
        }

        (Status, EndedAt, EndedBecause, NextLookAt) = (SubscriptionStatus.Deleted, now, reason, null);
        (RenewalMethodId, RenewalOff) = (null, RenewalOff ?? RenewalOffReason.SwitchedOff);
        Touch();
        if (reason == EndReason.WrongHolder)
        {
            Raise(new ServiceEnded(TermOrder, Id)); // a withdrawal is told by its order
        }

        return true;
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

    /// <summary>True when something was added after the order was placed: what it says of the service no longer holds.</summary>
    public bool WasExtendedSince(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return ExtendedAt >= order.PlacedAt;
    }

    /// <summary>
    /// Adds at once what an order paid and, when it says so, prolongs the service. False, and nothing changes, when the service is no longer
    /// the one that the order was calculated from: expired, renewed or extended meanwhile.
    /// </summary>
    public bool Extend(Order order, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (Status != SubscriptionStatus.Active || RomeCalendar.DayOf(now) > ExpiresOn || ExpiresOn != order.ExtendsFrom || WasExtendedSince(order))
        {
            return false;
        }

        if (order.ExtendsTo is { } until && until > ExpiresOn)
        {
            periods.Add(new SubscriptionPeriod { StartsOn = ExpiresOn.AddDays(1), EndsOn = until, OrderNumber = order.Number });
            (ExpiresOn, ProlongedOn) = (until, RomeCalendar.DayOf(order.PlacedAt));
        }

        foreach (var line in order.Lines.Where(l => l.Days is null))
        {
            Include(line);
        }

        ExtendedAt = now;
        Raise(new ServiceExtended(order.Number, Id));
        return true;
    }

    /// <summary>An order is about to be placed on the service as it is: what changes it in the same instant makes one of the two judge again.</summary>
    public void Hold() => Touch();

    private void Include(OrderLine line)
    {
        if (items.Find(i => i.ProductCode == line.ProductCode) is { } item)
        {
            item.Quantity += line.Quantity;
        }
        else
        {
            items.Add(new SubscriptionItem { ProductCode = line.ProductCode, Name = line.Name, Quantity = line.Quantity });
        }
    }

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

    /// <summary>
    /// The owner says what to renew it with from now on; stored as the difference from what it will include, so that what is bought in between
    /// is renewed too.
    /// </summary>
    /// <param name="wanted">Units by code; what is missing is not renewed.</param>
    /// <param name="names">Names of what is wanted, by code.</param>
    /// <exception cref="InvalidOperationException">The service is not active.</exception>
    public void Wish(IReadOnlyDictionary<string, int> wanted, Func<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(names);
        if (Status != SubscriptionStatus.Active)
        {
            throw new InvalidOperationException("Only an active service has a renewal to come.");
        }

        var present = AtExpiry;
        var more = present.Keys.Union(wanted.Keys).ToDictionary(c => c, c => wanted.GetValueOrDefault(c) - present.GetValueOrDefault(c));
        changes.RemoveAll(c => c.StartsOn is null && more.GetValueOrDefault(c.ProductCode) != c.Quantity);
        changes.AddRange(more.Where(m => m.Value != 0 && !changes.Exists(c => c.StartsOn is null && c.ProductCode == m.Key))
            .Select(m => new SubscriptionChange { ProductCode = m.Key, Name = names(m.Key), Quantity = m.Value, StartsOn = null }).ToList());
        Touch();
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

    private void ForgetDisdetta()
    {
        if (IsLeaving)
        {
            (DisdettaAt, DisdettaReason, RenewalOff) = (null, null, RenewalMandate is null ? RenewalOffReason.NoMethod : RenewalOffReason.SwitchedOff);
        }
    }

    private Dictionary<string, int> With(IEnumerable<SubscriptionChange> more) => items.Select(i => (i.ProductCode, i.Quantity)).Concat(more.Select(c => (c.ProductCode, c.Quantity)))
        .GroupBy(x => x.ProductCode, x => x.Quantity).Select(g => (g.Key, Sum: g.Sum())).Where(x => x.Sum > 0).ToDictionary(x => x.Key, x => x.Sum);

    private void MakeChanges(DateOnly today)
    {
        foreach (var change in changes.Where(c => c.StartsOn <= today).OrderBy(c => c.StartsOn).ToList())
        {
            changes.Remove(change);
            if (items.Find(i => i.ProductCode == change.ProductCode) is { } item)
            {
                item.Quantity += change.Quantity;
            }
            else
            {
                items.Add(new SubscriptionItem { ProductCode = change.ProductCode, Name = change.Name, Quantity = change.Quantity });
            }

            Touch();
        }

        items.RemoveAll(i => i.Quantity <= 0);
    }
}
