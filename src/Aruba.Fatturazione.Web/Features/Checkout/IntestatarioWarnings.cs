using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>What looks odd in data that are possible: shown once beside the fields, never a refusal.</summary>
internal static class IntestatarioWarnings
{
    /// <summary>Warnings by field of <see cref="IntestatarioForm"/>, in Italian; empty when nothing is odd.</summary>
    public static Dictionary<string, string> Of(Intestatario holder, string? recapito)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(found, nameof(IntestatarioForm.CodiceFiscale), Names(holder));
        Add(found, nameof(IntestatarioForm.PartitaIva), PartitaIva(holder));
        Add(found, nameof(IntestatarioForm.Cap), CapPlausibility.Warning(Cap.Parse(holder.Indirizzo.Cap), Provincia.Parse(holder.Indirizzo.Provincia)));
        Add(found, nameof(IntestatarioForm.Email), PecDomains.LooksLikePec(IndirizzoEmail.Parse(holder.Email))
            ? "Sembra una PEC: va bene solo se accetta posta ordinaria, altrimenti non ricevi le istruzioni di pagamento"
            : null);
        Add(found, nameof(IntestatarioForm.Recapito), recapito);
        return found;
    }

    /// <summary>The form in which a warning is posted back as read.</summary>
    public static IEnumerable<string> Accepted(IReadOnlyDictionary<string, string> warnings) => warnings.Select(w => $"{w.Key}: {w.Value}");

    private static string? Names(Intestatario holder) =>
        holder is { Nome: { } nome, Cognome: { } cognome } && !holder.CodiceFiscale.Matches(cognome, nome)
            ? "Il codice fiscale non corrisponde a nome e cognome: controlla di non averli scambiati"
            : null;

    // Numbers that begin with 8 or 9 are odd for a firm, ordinary for a body whose codice fiscale serves as partita IVA too.
    private static string? PartitaIva(Intestatario holder) =>
        holder.Type is SubjectType.Ente or SubjectType.PubblicaAmministrazione ? null : holder.PartitaIva?.Warning;

    private static void Add(Dictionary<string, string> found, string field, string? words)
    {
        if (words is not null)
        {
            found[field] = words;
        }
    }
}
