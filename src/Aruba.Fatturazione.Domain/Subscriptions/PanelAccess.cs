using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.Subscriptions;

/// <summary>
/// The way into the panel: a username of the pattern <c>ARUBA</c> + partita IVA (or codice fiscale) and the hash of a password.
/// A temporary password lives in the mail alone; here there is only its hash, until when it works, and that it must be changed.
/// </summary>
public sealed class PanelAccess : EventSource
{
    /// <summary>How long a temporary password works. The guide's customers may read the mail after a weekend.</summary>
    public static readonly TimeSpan TemporaryLife = TimeSpan.FromHours(72);

    private PanelAccess()
    {
    }

    /// <summary>Makes the access of a service, not usable before a password is issued.</summary>
    public PanelAccess(Guid id, Subscription subscription)
    {
        Id = id;
        SubscriptionId = subscription.Id;
        AccountId = subscription.AccountId;
        OrderNumber = OrderOf(subscription);
        Username = UsernameFor(subscription.CodiceFiscale, subscription.PartitaIva);
    }

    /// <summary>The service it opens; unique.</summary>
    public Guid SubscriptionId { get; private set; }

    /// <summary>Whose it is.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>The order that opened it: what happens to the access is told in its story, so that no tax code is a key anywhere.</summary>
    public string OrderNumber { get; private set; } = "";

    /// <summary>Upper case; unique.</summary>
    public string Username { get; private init; } = "";

    /// <summary>Hash of the password, or empty before the first is issued.</summary>
    public string PasswordHash { get; private set; } = "";

    /// <summary>UTC instant until which a temporary password works; null once the holder has chosen one.</summary>
    public DateTime? TemporaryUntil { get; private set; }

    /// <summary>True until the holder has chosen a password.</summary>
    public bool MustChange { get; private set; } = true;

    /// <summary>The message that brought the last temporary password, or null.</summary>
    public Guid? IssuedBy { get; private set; }

    /// <summary>Username of the panel for a subject.</summary>
    public static string UsernameFor(CodiceFiscale codiceFiscale, PartitaIva? partitaIva) => "ARUBA" + (partitaIva?.Value ?? codiceFiscale.Value);

    /// <summary>True when the password that is stored is a temporary one whose time is over.</summary>
    public bool HasExpiredAt(DateTime now) => TemporaryUntil <= now;

    /// <summary>
    /// True when that message has done its work: its password was used to choose another one. A repeated delivery would
    /// take away the password that the holder has chosen.
    /// </summary>
    public bool WasUsed(Guid message) => IssuedBy == message && !MustChange;

    /// <summary>Replaces whatever password there was by a temporary one, given as hash, good for <see cref="TemporaryLife"/>.</summary>
    public void IssueTemporary(string hash, Guid message, DateTime now)
    {
        PasswordHash = hash;
        IssuedBy = message;
        TemporaryUntil = now + TemporaryLife;
        MustChange = true;
    }

    /// <summary>The holder has chosen a password.</summary>
    public void ChangePassword(string hash)
    {
        PasswordHash = hash;
        TemporaryUntil = null;
        MustChange = false;
        Raise(new PanelPasswordChanged(Id, OrderNumber));
    }

    /// <summary>Asks for a new temporary password by mail; the present one keeps working until the new one is made.</summary>
    public void RequestNewCredentials(string reason) => Raise(new PanelCredentialsRequested(Id, OrderNumber, reason));

    /// <summary>Moves the access to a later service of the same subject. Who had the former service cannot enter the new one.</summary>
    public void MoveTo(Subscription subscription)
    {
        SubscriptionId = subscription.Id;
        AccountId = subscription.AccountId;
        OrderNumber = OrderOf(subscription);
        PasswordHash = "";
        TemporaryUntil = null;
        MustChange = true;
    }

    private static string OrderOf(Subscription subscription) => subscription.Periods.MaxBy(p => p.StartsOn)?.OrderNumber ?? "";
}

/// <summary>An event about a way into the panel; people look for it under the order that opened it.</summary>
public abstract record PanelEvent(Guid PanelAccessId, string OrderNumber) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => OrderNumber;
}

/// <summary>Someone entitled asked for a new temporary password of the panel.</summary>
public sealed record PanelCredentialsRequested(Guid PanelAccessId, string OrderNumber, string Reason) : PanelEvent(PanelAccessId, OrderNumber);

/// <summary>The holder has chosen another password of the panel.</summary>
public sealed record PanelPasswordChanged(Guid PanelAccessId, string OrderNumber) : PanelEvent(PanelAccessId, OrderNumber);
