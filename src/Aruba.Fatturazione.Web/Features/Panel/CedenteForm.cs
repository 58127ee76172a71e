using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.PanelSetup;
using Aruba.Fatturazione.Web.Features.Shared;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>Who issues the documents. Name, codice fiscale and partita IVA are the service itself and are not asked.</summary>
public sealed class CedenteForm : SetupForm
{
    /// <summary>Street and number.</summary>
    public string? Indirizzo { get; set; }

    /// <summary>Postal code.</summary>
    public string? Cap { get; set; }

    /// <summary>Town.</summary>
    public string? Comune { get; set; }

    /// <summary>Sigla or name.</summary>
    public string? Provincia { get; set; }

    /// <summary>Telephone, may stay empty.</summary>
    public string? Telefono { get; set; }

    /// <summary>Mailbox, may stay empty.</summary>
    public string? Email { get; set; }

    /// <summary>Provincia and number of the business register, may stay empty.</summary>
    public string? Rea { get; set; }

    /// <summary>Share capital of a società, may stay empty.</summary>
    public string? Capitale { get; set; }

    /// <summary>One holder or several, of a società.</summary>
    public string? Soci { get; set; }

    /// <summary>Ticked while a società is being wound up.</summary>
    public bool InLiquidazione { get; set; }

    internal override SetupStep Step => SetupStep.Cedente;

    internal override void Show(SetupPart? kept, Intestatario holder)
    {
        var shown = kept as Cedente ?? new Cedente { Sede = holder.Indirizzo, Telefono = holder.Telefono, Email = holder.Email };
        (Indirizzo, Cap, Comune, Provincia) = (shown.Sede.Via, shown.Sede.Cap, shown.Sede.Comune, shown.Sede.Provincia);
        Telefono = shown.Telefono is { } phone ? Shared.Telefono.Readable(phone) : null;
        (Email, Rea) = (shown.Email, shown.Rea?.Readable);
        (Capitale, Soci, InLiquidazione) = (shown.Rea?.Capitale?.Plain, shown.Rea?.Soci?.ToString(), shown.Rea?.InLiquidazione ?? false);
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

        var (seat, contacts, rea) = (ReadSede(Tell), ReadContacts(Tell), ReadRea(holder, Tell));
        return wrong || seat is null ? null : new Cedente { Sede = seat, Telefono = contacts.Telefono, Email = contacts.Email, Rea = rea };
    }

    internal override IEnumerable<(string Field, string? Words)> Odd(SetupPart part, Intestatario holder, PanelConfiguration? kept) =>
        part is not Cedente cedente ? [] : [(nameof(Cap), SetupWarnings.OfCap(cedente)), (nameof(Rea), SetupWarnings.OfRea(cedente, holder.Type))];

    private Indirizzo? ReadSede(Action<string, string?> tell)
    {
        tell(nameof(Indirizzo), SubjectRules.Text(Indirizzo, XsdLimits.Indirizzo, "Indirizzo", "Inserisci l'indirizzo: via e numero civico"));
        tell(nameof(Cap), Fiscal.Cap.TryParse(Cap, out var cap, out var noCap) ? null : noCap);
        tell(nameof(Comune), SubjectRules.Text(Comune, XsdLimits.Comune, "Comune", "Inserisci il comune"));
        tell(nameof(Provincia), Fiscal.Provincia.TryParse(Provincia, out var provincia, out var noProvincia) ? null : noProvincia);
        return cap is null || provincia is null ? null : new Indirizzo(LatinText.Fold(Indirizzo), cap.Value, LatinText.Fold(Comune), provincia.Value);
    }

    private (string? Telefono, string? Email) ReadContacts(Action<string, string?> tell)
    {
        string? phone = null, noPhone = null, noEmail = null;
        IndirizzoEmail? email = null;
        tell(nameof(Telefono), string.IsNullOrWhiteSpace(Telefono) || Shared.Telefono.TryParse(Telefono, out phone, out noPhone) ? null : noPhone);
        tell(nameof(Email), string.IsNullOrWhiteSpace(Email) || IndirizzoEmail.TryParse(Email, out email, out noEmail) ? null : noEmail);
        return (phone, email?.Value);
    }

    private Rea? ReadRea(Intestatario holder, Action<string, string?> tell)
    {
        if (!SetupWarnings.MayHaveRea(holder.Type))
        {
            return null;
        }

        var isCompany = holder.Type == SubjectType.Societa;
        if (string.IsNullOrWhiteSpace(Rea))
        {
            tell(nameof(Rea), isCompany && !(string.IsNullOrWhiteSpace(Capitale) && string.IsNullOrWhiteSpace(Soci))
                ? "Capitale e soci si stampano accanto al numero REA: scrivi anche quello, per esempio MI-1234567"
                : null);
            return null;
        }

        tell(nameof(Rea), PanelSetup.Rea.TryParse(Rea, out var rea, out var problem) ? null : problem);
        return isCompany ? OfCompany(rea, tell) : rea;
    }

    private Rea? OfCompany(Rea? rea, Action<string, string?> tell)
    {
        Importo? capital = null;
        if (!string.IsNullOrWhiteSpace(Capitale))
        {
            capital = Importo.TryParse(Capitale, out var typed) ? typed : null;
            tell(nameof(Capitale), capital is null ? "Scrivi il capitale sociale in euro, per esempio 10.000,00" : null);
        }

        Soci? holders = Enum.TryParse<Soci>(Soci, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        return rea is null ? null : rea with { Capitale = capital, Soci = holders, InLiquidazione = InLiquidazione };
    }
}
