using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.PanelSetup;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>When IVA falls due.</summary>
public sealed class EsigibilitaForm : SetupForm
{
    /// <summary>I, D or S.</summary>
    public string? Esigibilita { get; set; }

    internal override SetupStep Step => SetupStep.Esigibilita;

    internal override void Show(SetupPart? kept, Intestatario holder) => Esigibilita = (kept as Esigibilita)?.Codice.ToString();

    internal override SetupPart? Read(Intestatario holder, Action<string, string> problem)
    {
        if (EsigibilitaIvaCodes.List.TryParse(Esigibilita, out var code, out var words))
        {
            return new Esigibilita { Codice = code };
        }

        problem(nameof(Esigibilita), words);
        return null;
    }

    internal override IEnumerable<(string Field, string? Words)> Odd(SetupPart part, Intestatario holder, PanelConfiguration? kept) =>
        part is not Esigibilita esigibilita ? [] : [(nameof(Esigibilita), SetupWarnings.OfEsigibilita(esigibilita.Codice, kept))];
}
