using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Features.Shared;

namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>What a new customer types; checked by <c>RegistrationFormValidator</c>.</summary>
public sealed class RegistrationForm
{
    /// <summary>Kind of subject.</summary>
    public SubjectType? Tipo { get; set; }

    /// <summary>First name of the person, or of who represents the subject.</summary>
    public string? Nome { get; set; }

    /// <summary>Family name.</summary>
    public string? Cognome { get; set; }

    /// <summary>Name of firm, body or office.</summary>
    public string? Denominazione { get; set; }

    /// <summary>Sixteen characters or eleven digits.</summary>
    public string? CodiceFiscale { get; set; }

    /// <summary>Eleven digits.</summary>
    public string? PartitaIva { get; set; }

    /// <summary>Street and number.</summary>
    public string? Indirizzo { get; set; }

    /// <summary>Postal code.</summary>
    public string? Cap { get; set; }

    /// <summary>Town.</summary>
    public string? Comune { get; set; }

    /// <summary>Sigla or name.</summary>
    public string? Provincia { get; set; }

    /// <summary>Telephone.</summary>
    public string? Telefono { get; set; }

    /// <summary>Mailbox of the account.</summary>
    public string? Email { get; set; }

    /// <summary>Never written back.</summary>
    public string? Password { get; set; }

    /// <summary>The privacy notice was read.</summary>
    public bool Privacy { get; set; }

    /// <summary>Separate consent, never needed.</summary>
    public bool Novita { get; set; }

    /// <summary>Where to go after the first sign-in.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>What the chosen kind of subject gives; null until one is chosen.</summary>
    internal IntestatarioRules? Rules => SubjectRules.Of(Tipo);

    /// <summary>The words of this form that must not make up the password.</summary>
    internal IEnumerable<string?> OwnWords => [Nome, Cognome, Denominazione, Email, CodiceFiscale, PartitaIva, Comune];

    /// <summary>The checked data; only for a form that the validator passed.</summary>
    internal NewCustomer ToCustomer() => new(
        new Registrant
        {
            Type = Tipo ?? throw new InvalidOperationException("The form was not validated."),
            Nome = LatinText.Fold(Nome),
            Cognome = LatinText.Fold(Cognome),
            Denominazione = Rules?.Asks(HolderField.Denominazione) == true && !string.IsNullOrWhiteSpace(Denominazione) ? LatinText.Fold(Denominazione) : null,
            Indirizzo = new Indirizzo(LatinText.Fold(Indirizzo), Fiscal.Cap.Parse(Cap ?? "").Value, LatinText.Fold(Comune), Fiscal.Provincia.Parse(Provincia ?? "").Value),
            Telefono = Shared.Telefono.TryParse(Telefono, out var e164) ? e164 : throw new InvalidOperationException("The form was not validated."),
        },
        Fiscal.CodiceFiscale.Parse(CodiceFiscale ?? ""),
        string.IsNullOrWhiteSpace(PartitaIva) ? null : Fiscal.PartitaIva.Parse(PartitaIva),
        IndirizzoEmail.Parse(Email ?? ""),
        Password ?? "",
        Novita);
}
