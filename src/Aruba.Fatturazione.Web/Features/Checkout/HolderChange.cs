using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>What another tab or device has saved while this page was open: it is shown before it is overwritten.</summary>
/// <param name="Fields">Label and stored value of every field that is not as typed here.</param>
public sealed record HolderChange(IReadOnlyList<(string Label, string Value)> Fields)
{
    private const int PrintLength = 16;

    /// <summary>Tells one holder from another, and says nothing of it.</summary>
    public static string PrintOf(Intestatario? holder) =>
        holder is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(holder.ToString())))[..PrintLength];

    /// <summary>What stands there now and was not there when the page was opened; null when nobody changed anything, or to just what is typed here.</summary>
    public static HolderChange? Of(Intestatario? stored, IntestatarioForm form, Intestatario typed)
    {
        if (stored is null || stored == typed || PrintOf(stored) == (form.Visto ?? ""))
        {
            return null;
        }

        var (there, here) = (IntestatarioForm.Of(stored), IntestatarioForm.Of(typed));
        return new HolderChange([.. Labels.Select(l => (l.Label, There: l.Of(there), Here: l.Of(here)))
            .Where(f => f.There != f.Here).Select(f => (f.Label, string.IsNullOrEmpty(f.There) ? "vuoto" : f.There))]);
    }

    private static readonly (string Label, Func<IntestatarioForm, string?> Of)[] Labels =
    [
        ("Tipo di soggetto", f => Label(f.Tipo)), ("Denominazione", f => f.Denominazione), ("Nome", f => f.Nome), ("Cognome", f => f.Cognome),
        ("Codice fiscale", f => f.CodiceFiscale), ("Partita IVA", f => f.PartitaIva), ("Indirizzo", f => f.Indirizzo), ("CAP", f => f.Cap),
        ("Comune", f => f.Comune), ("Provincia", f => f.Provincia), ("Telefono", f => f.Telefono), ("Indirizzo email", f => f.Email),
        ("Codice o casella PEC", f => f.Recapito ?? "Nessun identificativo"), ("CIG", f => f.Cig), ("CUP", f => f.Cup),
    ];

    private static string? Label(SubjectType? type) => type switch
    {
        SubjectType.LiberoProfessionista => "Libero professionista",
        SubjectType.DittaIndividuale => "Ditta individuale",
        SubjectType.Societa => "Società",
        SubjectType.Ente => "Associazione, ente o studio associato",
        SubjectType.PubblicaAmministrazione => "Pubblica Amministrazione",
        SubjectType.PersonaFisica => "Persona fisica con partita IVA",
        _ => null,
    };
}
