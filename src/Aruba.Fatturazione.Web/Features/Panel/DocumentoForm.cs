using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.PanelSetup;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>What a new document begins with.</summary>
public sealed class DocumentoForm : SetupForm
{
    /// <summary>A code, TD01 and others.</summary>
    public string? Tipo { get; set; }

    /// <summary>Name of a <see cref="PanelSetup.Prezzi"/>.</summary>
    public string? Prezzi { get; set; }

    internal override SetupStep Step => SetupStep.Documento;

    internal override void Show(SetupPart? kept, Intestatario holder) =>
        (Tipo, Prezzi) = ((kept as Documento)?.Tipo.ToString(), (kept as Documento)?.Prezzi.ToString());

    internal override SetupPart? Read(Intestatario holder, Action<string, string> problem)
    {
        if (!TipiDocumento.List.TryParse(Tipo, out var kind, out var noKind))
        {
            problem(nameof(Tipo), noKind);
        }

        Prezzi? prices = Enum.TryParse<Prezzi>(Prezzi, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        if (prices is null)
        {
            problem(nameof(Prezzi), "Scegli se scrivi i prezzi senza IVA o con l'IVA compresa");
        }

        return noKind is null && prices is { } known ? new Documento { Tipo = kind, Prezzi = known } : null;
    }

    internal override IEnumerable<(string Field, string? Words)> Odd(SetupPart part, Intestatario holder, PanelConfiguration? kept) =>
        part is not Documento documento ? [] : [(nameof(Tipo), SetupWarnings.OfDocumento(documento.Tipo, holder.Type))];
}
