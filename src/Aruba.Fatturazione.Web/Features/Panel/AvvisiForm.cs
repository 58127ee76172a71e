using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.PanelSetup;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>Notices by PEC and delegation; both may stay empty.</summary>
public sealed class AvvisiForm : SetupForm
{
    /// <summary>Certified mailbox, may stay empty.</summary>
    public string? Pec { get; set; }

    /// <summary>Name of a <see cref="TipoDelega"/>, or empty for none.</summary>
    public string? Delega { get; set; }

    /// <summary>Codice fiscale or partita IVA of who gets the access.</summary>
    public string? Delegato { get; set; }

    internal override SetupStep Step => SetupStep.Avvisi;

    internal override void Show(SetupPart? kept, Intestatario holder)
    {
        var shown = kept as Avvisi;
        (Pec, Delega, Delegato) = (shown?.Pec, shown?.Delega?.Tipo.ToString(), shown?.Delega?.Codice);
    }

    internal override SetupPart? Read(Intestatario holder, Action<string, string> problem)
    {
        IndirizzoPec? pec = null;
        string? noPec = null;
        if (!string.IsNullOrWhiteSpace(Pec) && !IndirizzoPec.TryParse(Pec, out pec, out noPec))
        {
            problem(nameof(Pec), noPec);
        }

        return ReadDelega(holder, problem, out var delega) && noPec is null ? new Avvisi { Pec = pec?.Value, Delega = delega } : null;
    }

    internal override IEnumerable<(string Field, string? Words)> Odd(SetupPart part, Intestatario holder, PanelConfiguration? kept) =>
        part is not Avvisi avvisi ? [] : [(nameof(Pec), SetupWarnings.OfPec(avvisi))];

    // False when something about it is wrong; without any delegation it is true and null.
    private bool ReadDelega(Intestatario holder, Action<string, string> problem, out Delega? delega)
    {
        delega = null;
        var hasKind = Enum.TryParse<TipoDelega>(Delega, out var kind) && Enum.IsDefined(kind);
        if (!hasKind)
        {
            if (string.IsNullOrWhiteSpace(Delegato))
            {
                return true;
            }

            problem(nameof(Delega), "Scegli a chi dai la delega, o lascia vuoto anche il codice fiscale");
            return false;
        }

        if (!PanelSetup.Delega.TryCodice(Delegato, holder.CodiceFiscale, holder.PartitaIva, out var code, out var words))
        {
            problem(nameof(Delegato), words);
            return false;
        }

        delega = new Delega(kind, code);
        return true;
    }
}
