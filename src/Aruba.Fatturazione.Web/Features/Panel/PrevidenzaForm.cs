using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.PanelSetup;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>Pension fund and ritenuta; who has neither leaves all empty.</summary>
public sealed class PrevidenzaForm : SetupForm
{
    private const string UsualOfCassa = "4", UsualOfRitenuta = "20";

    /// <summary>A fund, or empty for none.</summary>
    public string? Cassa { get; set; }

    /// <summary>Rate of the fund in percent.</summary>
    public string? AliquotaCassa { get; set; }

    /// <summary>Ticked when the contribution is subject to the ritenuta too.</summary>
    public bool CassaConRitenuta { get; set; }

    /// <summary>A kind of ritenuta, or empty for none.</summary>
    public string? Ritenuta { get; set; }

    /// <summary>Rate of the ritenuta in percent.</summary>
    public string? AliquotaRitenuta { get; set; }

    /// <summary>Letter of the modello CU.</summary>
    public string? Causale { get; set; }

    internal override SetupStep Step => SetupStep.Previdenza;

    internal override void Show(SetupPart? kept, Intestatario holder)
    {
        var shown = kept as Previdenza;
        (Cassa, CassaConRitenuta) = (shown?.Cassa?.Tipo.ToString(), shown?.Cassa?.ConRitenuta ?? false);
        AliquotaCassa = shown?.Cassa is { } cassa ? Percentuale.Readable(cassa.Aliquota) : null;
        (Ritenuta, Causale) = (shown?.Ritenuta?.Tipo.ToString(), shown?.Ritenuta?.Causale);
        AliquotaRitenuta = shown?.Ritenuta is { } ritenuta ? Percentuale.Readable(ritenuta.Aliquota) : null;
    }

    internal override SetupPart? Read(Intestatario holder, Action<string, string> problem)
    {
        var wrong = false;
        void Tell(string field, string? words)
        {
            if (words is not null)
            {
                problem(field, words);
                wrong = true;
            }
        }

        var (cassa, ritenuta) = (ReadCassa(Tell), ReadRitenuta(Tell));
        return wrong ? null : new Previdenza { Cassa = cassa, Ritenuta = ritenuta };
    }

    internal override IEnumerable<(string Field, string? Words)> Odd(SetupPart part, Intestatario holder, PanelConfiguration? kept)
    {
        if (part is not Previdenza typed)
        {
            yield break;
        }

        yield return (nameof(Cassa), SetupWarnings.OfCassa(typed, holder.Type));
        yield return (nameof(AliquotaCassa), SetupWarnings.OfAliquota(typed.Cassa?.Aliquota));
        yield return (nameof(Ritenuta), SetupWarnings.OfRitenuta(typed, holder.Type, kept));
        yield return (nameof(AliquotaRitenuta), SetupWarnings.OfAliquota(typed.Ritenuta?.Aliquota));
    }

    private Cassa? ReadCassa(Action<string, string?> tell)
    {
        if (IsEmpty(Cassa) && IsEmpty(AliquotaCassa) && !CassaConRitenuta)
        {
            return null;
        }

        tell(nameof(Cassa), PrevidenzaCodes.Casse.TryParse(Cassa, out var kind, out var noKind) ? null : noKind);
        tell(nameof(AliquotaCassa), Percentuale.TryParse(AliquotaCassa, UsualOfCassa, out var rate, out var noRate) ? null : noRate);
        tell(nameof(CassaConRitenuta), CassaConRitenuta && IsEmpty(Ritenuta) ? "Il contributo è soggetto a ritenuta solo se c'è una ritenuta: sceglila qui sotto" : null);
        return new Cassa(kind, rate) { ConRitenuta = CassaConRitenuta };
    }

    private Ritenuta? ReadRitenuta(Action<string, string?> tell)
    {
        if (IsEmpty(Ritenuta) && IsEmpty(AliquotaRitenuta) && IsEmpty(Causale))
        {
            return null;
        }

        tell(nameof(Ritenuta), PrevidenzaCodes.Ritenute.TryParse(Ritenuta, out var kind, out var noKind) ? null : noKind);
        tell(nameof(AliquotaRitenuta), Percentuale.TryParse(AliquotaRitenuta, UsualOfRitenuta, out var rate, out var noRate) ? null : noRate);
        tell(nameof(Causale), PanelSetup.Ritenuta.TryCausale(Causale, out var reason, out var noReason) ? null : noReason);
        return new Ritenuta(kind, rate, reason);
    }

    private static bool IsEmpty(string? typed) => string.IsNullOrWhiteSpace(typed);
}
