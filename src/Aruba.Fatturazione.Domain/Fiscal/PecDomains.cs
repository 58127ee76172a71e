using System.Collections.Frozen;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>Guesses from the domain whether a mailbox is certified. Good for warnings only: any company may have a PEC on its own domain.</summary>
public static class PecDomains
{
    // Domains on which Italian providers sell boxes to the public. Incomplete by nature.
    private static readonly FrozenSet<string> Providers = new[]
    {
        "pec.it", "arubapec.it", "gigapec.it", "mypec.eu", "pec.cloud", "pec.net", "pec.eu", "legalmail.it", "postecert.it", "pec.libero.it",
        "registerpec.it", "sicurezzapostale.it", "cert.legalmail.it", "pecimprese.it", "ingpec.eu", "archiworldpec.it", "pec.commercialisti.it",
        "pec.buffetti.it", "casellapec.com", "messaggipec.it", "legalmail.com", "namirialpec.it", "poste-certificate.it", "pecaruba.it",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Free mailboxes everybody knows, none of them certified.
    private static readonly FrozenSet<string> Ordinary = new[]
    {
        "gmail.com", "googlemail.com", "hotmail.com", "hotmail.it", "outlook.com", "outlook.it", "live.com", "live.it", "msn.com",
        "yahoo.com", "yahoo.it", "icloud.com", "me.com", "libero.it", "virgilio.it", "alice.it", "tin.it", "tim.it", "tiscali.it",
        "email.it", "inwind.it", "iol.it", "fastwebnet.it", "aruba.it", "poste.it", "proton.me", "protonmail.com",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether an address given as ordinary mail has the domain of a certified one.</summary>
    public static bool LooksLikePec(IndirizzoEmail address) => IsCertified(address.Domain);

    /// <summary>Whether an address given as PEC has the domain of a certified one.</summary>
    public static bool LooksLikePec(IndirizzoPec address) => IsCertified(address.Domain);

    /// <summary>Whether the address lies with a provider that sells no certified boxes on that domain.</summary>
    public static bool LooksOrdinary(IndirizzoPec address) => Ordinary.Contains(address.Domain);

    // "pec.studiorossi.it", "cert.comune.lucca.it" and "legalmail.acme.it" are customs, not rules.
    private static bool IsCertified(string domain) =>
        Providers.Contains(domain)
        || domain.Split('.').SkipLast(1).Any(label => label is "pec" or "cert" or "legalmail" or "postacert")
        || domain.Split('.')[0].EndsWith("pec", StringComparison.Ordinal);
}
