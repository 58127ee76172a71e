using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.PanelSetup;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>The tax regime.</summary>
public sealed class RegimeForm : SetupForm
{
    /// <summary>A code, RF01 to RF19.</summary>
    public string? Regime { get; set; }

    internal override SetupStep Step => SetupStep.Regime;

    internal override void Show(SetupPart? kept, Intestatario holder) => Regime = (kept as Regime)?.Codice.ToString();

    internal override SetupPart? Read(Intestatario holder, Action<string, string> problem)
    {
        if (RegimiFiscali.List.TryParse(Regime, out var code, out var words))
        {
            return new Regime { Codice = code };
        }

        problem(nameof(Regime), words);
        return null;
    }

    internal override IEnumerable<(string Field, string? Words)> Odd(SetupPart part, Intestatario holder, PanelConfiguration? kept) =>
        part is not Regime regime ? [] : [(nameof(Regime), SetupWarnings.OfRegime(regime.Codice, holder.Type, kept))];
}
