namespace Aruba.Fatturazione.Subscriptions;

/// <content>Its owner leaves at the expiry, or it ends before.</content>
public sealed partial class Subscription
{
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

    private void ForgetDisdetta()
    {
        if (IsLeaving)
        {
            (DisdettaAt, DisdettaReason, RenewalOff) = (null, null, RenewalMandate is null ? RenewalOffReason.NoMethod : RenewalOffReason.SwitchedOff);
        }
    }
}
