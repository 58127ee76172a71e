using System.Text.RegularExpressions;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>How a test buyer behaves; the local part of the address decides, so that a test can invent as many as it likes.</summary>
internal enum PayPalTemper
{
    /// <summary>Pays, and can be saved.</summary>
    Ok,

    /// <summary>Approves, but the payment is refused.</summary>
    No,

    /// <summary>Pays, but cannot be saved.</summary>
    VaultNo,

    /// <summary>Pays, and is saved a moment after the payment.</summary>
    Later,

    /// <summary>Pays, but the money waits for a review.</summary>
    Pending,

    /// <summary>Pays and is saved; every later payment with the saved account is refused.</summary>
    RenewalNo,
}

/// <summary>A PayPal account.</summary>
/// <param name="Email">Its address, lower case.</param>
/// <param name="Temper">How it behaves.</param>
internal sealed partial record PayPalBuyer(string Email, PayPalTemper Temper)
{
    /// <summary>Accounts to choose from on the hosted pages, with what each does, in Italian.</summary>
    public static IReadOnlyList<(string Email, string Meaning)> Known { get; } =
    [
        ("ok@acquirenti.example", "paga e può essere salvato"),
        ("no@acquirenti.example", "approva, ma il pagamento viene rifiutato"),
        ("vault-no@acquirenti.example", "paga, ma non può essere salvato"),
        ("later@acquirenti.example", "paga e viene salvato un momento dopo"),
        ("pending@acquirenti.example", "paga, ma l'importo resta in verifica"),
        ("renewal-no@acquirenti.example", "paga e viene salvato, ma i pagamenti successivi sono rifiutati"),
    ];

    /// <summary>PayPal's id of the account.</summary>
    public string PayerId => PayPalIds.PayerOf(Email);

    /// <summary>Reads what somebody typed: <c>ok@…</c>, also <c>ok2@…</c> or <c>ok+prova@…</c>. Null when it is no test buyer.</summary>
    public static PayPalBuyer? Parse(string? typed)
    {
        var match = Shape().Match((typed ?? "").Trim().ToLowerInvariant());
        return match.Success
            ? new PayPalBuyer(match.Value, match.Groups["kind"].Value switch
            {
                "ok" => PayPalTemper.Ok,
                "no" => PayPalTemper.No,
                "vault-no" => PayPalTemper.VaultNo,
                "later" => PayPalTemper.Later,
                "pending" => PayPalTemper.Pending,
                _ => PayPalTemper.RenewalNo,
            })
            : null;
    }

    [GeneratedRegex(@"^(?<kind>ok|no|vault-no|later|pending|renewal-no)(\d*|[+.][a-z0-9]+)@[a-z0-9.-]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
