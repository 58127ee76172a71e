using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.PanelSetup;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>The one question of a module: yes or no.</summary>
public abstract class ModuleForm : SetupForm
{
    /// <summary>Value of <see cref="Scelta"/> for yes and no.</summary>
    public const string Yes = "si", No = "no";

    /// <summary><see cref="Yes"/> or <see cref="No"/>.</summary>
    public string? Scelta { get; set; }

    /// <summary>What the part says, or null while there is none.</summary>
    internal abstract bool? Said(SetupPart? kept);

    /// <summary>The part that says it.</summary>
    internal abstract SetupPart Part(bool yes);

    internal override void Show(SetupPart? kept, Intestatario holder) => Scelta = Said(kept) is { } yes ? yes ? Yes : No : null;

    internal override SetupPart? Read(Intestatario holder, Action<string, string> problem)
    {
        if (Scelta is Yes or No)
        {
            return Part(Scelta == Yes);
        }

        problem(nameof(Scelta), "Scegli una delle due risposte; puoi cambiarla in seguito");
        return null;
    }

    internal override IEnumerable<(string Field, string? Words)> Odd(SetupPart part, Intestatario holder, PanelConfiguration? kept) => [];
}

/// <summary>Module Documenti.</summary>
public sealed class DocumentiForm : ModuleForm
{
    internal override SetupStep Step => SetupStep.Documenti;

    internal override bool? Said(SetupPart? kept) => (kept as Documenti)?.ConservaDdt;

    internal override SetupPart Part(bool yes) => new Documenti { ConservaDdt = yes };
}

/// <summary>Module Incassi e pagamenti.</summary>
public sealed class IncassiForm : ModuleForm
{
    internal override SetupStep Step => SetupStep.Incassi;

    internal override bool? Said(SetupPart? kept) => (kept as Incassi)?.AbbinaFatture;

    internal override SetupPart Part(bool yes) => new Incassi { AbbinaFatture = yes };
}

/// <summary>Module Ordini elettronici.</summary>
public sealed class OrdiniForm : ModuleForm
{
    internal override SetupStep Step => SetupStep.Ordini;

    internal override bool? Said(SetupPart? kept) => (kept as Ordini)?.AvvisaOrdini;

    internal override SetupPart Part(bool yes) => new Ordini { AvvisaOrdini = yes };
}
