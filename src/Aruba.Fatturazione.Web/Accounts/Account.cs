using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Microsoft.AspNetCore.Identity;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>What an account may do.</summary>
public enum AccountKind
{
    /// <summary>Buys and owns services.</summary>
    Customer,

    /// <summary>Works at the support desk.</summary>
    Staff,
}

/// <summary>
/// An account: a customer's (<c>digits@aruba.it</c>) or an agent's (mailbox as username). Storage and hashing are Identity's;
/// pages, sessions and limits are ours.
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Customer or staff.</summary>
    public AccountKind Kind { get; set; }

    /// <summary>UTC instant of the registration.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>UTC instant since which it may not sign in, or null.</summary>
    public DateTime? BlockedAt { get; set; }

    /// <summary>What the customer said at registration; null for staff.</summary>
    public Registrant? Registrant { get; set; }

    /// <summary>Unique among accounts; null for staff.</summary>
    public CodiceFiscale? CodiceFiscale { get; set; }

    /// <summary>Unique among accounts; null for staff and for a Pubblica Amministrazione without one.</summary>
    public PartitaIva? PartitaIva { get; set; }

    /// <summary>Version of the privacy notice that was read at registration.</summary>
    public string? PrivacyVersion { get; set; }

    /// <summary>UTC instant of the separate consent to marketing, or null.</summary>
    public DateTime? MarketingConsentAt { get; set; }

    /// <summary>UTC instant at which its owner deleted it, or null. The row stays without data, so that the username is never given again.</summary>
    public DateTime? DeletedAt { get; set; }

    /// <summary>UTC instant at which <i>Conferma iscrizione</i> was mailed, or null.</summary>
    public DateTime? EnrolmentMailedAt { get; set; }

    /// <summary>The second factor, encrypted with the key ring; null until enrolled.</summary>
    public string? TotpSecret { get; set; }

    /// <summary>Last 30-second step whose code was used: a code works once (RFC 6238 §5.2).</summary>
    public long LastTotpStep { get; set; }
}

/// <summary>The person or subject as registered, used to prefill <i>Dati Intestatario</i>.</summary>
public sealed record Registrant
{
    /// <summary>Kind of subject.</summary>
    public required SubjectType Type { get; init; }

    /// <summary>First name.</summary>
    public required string Nome { get; init; }

    /// <summary>Family name.</summary>
    public required string Cognome { get; init; }

    /// <summary>Ragione sociale or denominazione, or null.</summary>
    public string? Denominazione { get; init; }

    /// <summary>Address.</summary>
    public required Indirizzo Indirizzo { get; init; }

    /// <summary>E.164 form.</summary>
    public required string Telefono { get; init; }
}

/// <summary>A signed-in browser. The cookie holds only the key; the rest stays here, so that ending a session ends it everywhere at once.</summary>
public sealed class AccountSession
{
    /// <summary>Longest <see cref="Device"/> and <see cref="Network"/>, in characters.</summary>
    public const int DeviceLength = 60, NetworkLength = 40;

    /// <summary>SHA-256 of the key in the cookie, hexadecimal.</summary>
    public required string KeyHash { get; init; }

    /// <summary>The account, or the panel access when <see cref="Scheme"/> is the panel's.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>Authentication scheme, one of <see cref="Schemes"/>: shop and desk share one, the panel has its own.</summary>
    public required string Scheme { get; init; }

    /// <summary>UTC instant of the sign-in.</summary>
    public required DateTime SignedInAt { get; init; }

    /// <summary>UTC instant at which the password was last typed in it.</summary>
    public required DateTime ProvenAt { get; set; }

    /// <summary>UTC instant of the last use, to the minute.</summary>
    public required DateTime LastUsedAt { get; set; }

    /// <summary>UTC instant at which it ends whatever happens.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>Browser and system in words, or empty.</summary>
    public string Device { get; init; } = "";

    /// <summary>The network it signed in from, without the part of the address that names one line; or empty.</summary>
    public string Network { get; init; } = "";
}

/// <summary>A consent that was given or taken back. Rows are only added: the newest one counts.</summary>
public sealed class Consent
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>True for given, false for taken back.</summary>
    public required bool Given { get; init; }

    /// <summary>UTC instant.</summary>
    public required DateTime At { get; init; }

    /// <summary>Version of the privacy notice that explained it.</summary>
    public required string TextVersion { get; init; }
}

/// <summary>A new mailbox that waits until links in both, the present one and the new one, were opened. One for each account.</summary>
public sealed class EmailChange
{
    /// <summary>How long both have to be opened.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The new mailbox, as typed.</summary>
    public required string Email { get; init; }

    /// <summary>UTC instant at which it is dead.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>UTC instant of the consent from the present mailbox, or null.</summary>
    public DateTime? PresentConfirmedAt { get; set; }

    /// <summary>UTC instant of the consent from the new mailbox, or null.</summary>
    public DateTime? NewConfirmedAt { get; set; }
}

/// <summary>What a one-time link is for.</summary>
public enum LinkPurpose
{
    /// <summary>Choosing a new password.</summary>
    PasswordReset,

    /// <summary>First entry of an agent: password and second factor.</summary>
    StaffEnrolment,

    /// <summary>Consent to a new mailbox, from the present one.</summary>
    EmailChangePresent,

    /// <summary>Consent to a new mailbox, from the new one.</summary>
    EmailChangeNew,
}

/// <summary>A link that works once. Only the hash of its token is stored.</summary>
public sealed class OneTimeLink
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>What it opens.</summary>
    public required LinkPurpose Purpose { get; init; }

    /// <summary>SHA-256 of the token, hexadecimal; unique.</summary>
    public required string TokenHash { get; init; }

    /// <summary>UTC instant after which it is dead.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>UTC instant of use or withdrawal, or null.</summary>
    public DateTime? SpentAt { get; set; }
}

/// <summary>
/// A code that is typed instead of the app's, once. It is shown when it is made and kept as a slow, salted hash (ASVS 6.5.2: fewer
/// than 112 bits), which is found by the code's first characters.
/// </summary>
public sealed class RecoveryCode
{
    /// <summary>How many first characters are stored as they are.</summary>
    public const int SelectorLength = 2;

    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The first characters; unique among the account's codes.</summary>
    public required string Selector { get; init; }

    /// <summary>Hash of the whole code, as of a password.</summary>
    public required string Hash { get; init; }

    /// <summary>UTC instant of use, or null.</summary>
    public DateTime? SpentAt { get; set; }
}

/// <summary>A counter of attempts, shared by all instances through the database.</summary>
public sealed class Throttle
{
    /// <summary>What is counted: action and a keyed hash of who does it, never the address itself.</summary>
    public required string Key { get; init; }

    /// <summary>Attempts in the window.</summary>
    public int Count { get; set; }

    /// <summary>UTC instant at which the window started.</summary>
    public DateTime WindowStart { get; set; }

    /// <summary>UTC instant until which further attempts are refused, or null.</summary>
    public DateTime? BlockedUntil { get; set; }
}

/// <summary>A secret that all instances share, made at first use.</summary>
public sealed class StoreSecret
{
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Encrypted with the key ring.</summary>
    public required string Protected { get; set; }
}
