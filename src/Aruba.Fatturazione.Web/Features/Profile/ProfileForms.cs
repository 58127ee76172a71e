using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Features.Shared;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary>A form that asks for the password again when it was not typed lately (<see cref="OwnerProof"/>).</summary>
public class ProvenForm
{
    /// <summary>Never written back.</summary>
    public string? Password { get; set; }
}

/// <summary>Address and telephone of the registered subject.</summary>
public sealed class ContactsForm : ProvenForm
{
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

    internal static ContactsForm Of(Registrant registrant) => new()
    {
        Indirizzo = registrant.Indirizzo.Via,
        Cap = registrant.Indirizzo.Cap,
        Comune = registrant.Indirizzo.Comune,
        Provincia = registrant.Indirizzo.Provincia,
        Telefono = Shared.Telefono.Readable(registrant.Telefono),
    };

    /// <summary>The registrant with what was typed; only for a form that the validator passed.</summary>
    internal Registrant Over(Registrant registrant) => registrant with
    {
        Indirizzo = new Indirizzo(LatinText.Fold(Indirizzo), Fiscal.Cap.Parse(Cap ?? "").Value, LatinText.Fold(Comune), Fiscal.Provincia.Parse(Provincia ?? "").Value),
        Telefono = Shared.Telefono.TryParse(Telefono, out var e164) ? e164 : throw new InvalidOperationException("The form was not validated."),
    };

    internal sealed class Validator : AbstractValidator<ContactsForm>
    {
        public Validator()
        {
            this.Says(f => f.Indirizzo, f => SubjectRules.Text(f.Indirizzo, XsdLimits.Indirizzo, "Indirizzo", "Inserisci l'indirizzo: via e numero civico"));
            this.Says(f => f.Cap, f => Fiscal.Cap.TryParse(f.Cap, out _, out var problem) ? null : problem);
            this.Says(f => f.Comune, f => SubjectRules.Text(f.Comune, XsdLimits.Comune, "Comune", "Inserisci il comune"));
            this.Says(f => f.Provincia, f => Fiscal.Provincia.TryParse(f.Provincia, out _, out var problem) ? null : problem);
            this.Says(f => f.Telefono, f => Shared.Telefono.TryParse(f.Telefono, out _, out var problem) ? null : problem);
        }
    }
}

/// <summary>What may change in the holder of a service; named as in <see cref="IntestatarioForm"/>, whose rules check it.</summary>
public sealed class HolderForm : ProvenForm
{
    /// <summary>First name of who represents a body; not posted for persons.</summary>
    public string? Nome { get; set; }

    /// <summary>Family name of who represents a body; not posted for persons.</summary>
    public string? Cognome { get; set; }

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

    /// <summary>The holder's ordinary mailbox.</summary>
    public string? Email { get; set; }

    /// <summary>How the seller's e-invoice is delivered.</summary>
    public RecapitoChoice? Canale { get; set; }

    /// <summary>The code or mailbox, however pasted.</summary>
    public string? Recapito { get; set; }

    /// <summary>Print of the holder that the page was opened with.</summary>
    public string? Visto { get; set; }

    /// <summary>The warnings that the owner has read and goes on with.</summary>
    public IList<string> AcceptedWarnings { get; set; } = [];

    internal static HolderForm Of(Intestatario holder)
    {
        var form = IntestatarioForm.Of(holder);
        return new HolderForm
        {
            Nome = form.Nome,
            Cognome = form.Cognome,
            Indirizzo = form.Indirizzo,
            Cap = form.Cap,
            Comune = form.Comune,
            Provincia = form.Provincia,
            Telefono = form.Telefono,
            Email = form.Email,
            Canale = form.Canale,
            Recapito = form.Recapito,
            Visto = HolderChange.PrintOf(holder),
            AcceptedWarnings = [.. IntestatarioWarnings.Accepted(IntestatarioWarnings.Of(holder, form.ReadRecapito().Warning))],
        };
    }

    /// <summary>The whole form: what was typed here over what never changes.</summary>
    internal IntestatarioForm Over(Intestatario present)
    {
        var form = IntestatarioForm.Of(present);
        if (present.Rappresentante is not null)
        {
            (form.Nome, form.Cognome) = (Nome, Cognome);
        }

        (form.Indirizzo, form.Cap, form.Comune, form.Provincia) = (Indirizzo, Cap, Comune, Provincia);
        (form.Telefono, form.Email, form.Canale, form.Recapito, form.Visto) = (Telefono, Email, Canale, Recapito, Visto);
        return form;
    }
}

/// <summary>Which session ends.</summary>
public sealed class SessionsForm : ProvenForm
{
    /// <summary>Value of <see cref="Sessione"/> for all but this one.</summary>
    public const string Others = "altre";

    /// <summary><see cref="Others"/>, or the handle of one.</summary>
    public string? Sessione { get; set; }
}

/// <summary>The consent to offers by mail.</summary>
public sealed class ConsentForm
{
    /// <summary>Ticked for yes.</summary>
    public bool Novita { get; set; }
}

/// <summary>A new mailbox for the account.</summary>
public sealed class EmailForm : ProvenForm
{
    /// <summary>As typed.</summary>
    public string? Email { get; set; }

    internal sealed class Validator : AbstractValidator<EmailForm>
    {
        public Validator() => this.Says(f => f.Email, f => IndirizzoEmail.TryParse(f.Email, out _, out var problem) ? null : problem);
    }
}

/// <summary>The answer to a link about a new mailbox.</summary>
public sealed class EmailAnswer
{
    /// <summary>Value of <see cref="Risposta"/> that takes the change back.</summary>
    public const string No = "no";

    /// <summary>Token of the link.</summary>
    public string? T { get; set; }

    /// <summary><see cref="No"/>, or anything else for yes.</summary>
    public string? Risposta { get; set; }
}

/// <summary>What is asked before a copy of the data is made.</summary>
public sealed class ExportForm : ProvenForm
{
    /// <summary>Value of <see cref="Formato"/> for machines.</summary>
    public const string Json = "json";

    /// <summary><see cref="Json"/>, or anything else for a page to read.</summary>
    public string? Formato { get; set; }
}

/// <summary>The wish to delete the account.</summary>
public sealed class DeletionForm : ProvenForm
{
    /// <summary>Ticked by who has read what it means.</summary>
    public bool Capito { get; set; }

    internal sealed class Validator : AbstractValidator<DeletionForm>
    {
        public Validator() => RuleFor(f => f.Capito).Equal(true).WithMessage("Leggi che cosa succede e conferma di averlo capito");
    }
}

/// <summary>The code of the app is switched on or off.</summary>
public sealed class AppCodeForm : ProvenForm
{
    /// <summary>Stored (encrypted) form of the secret shown with the form.</summary>
    public string? Segreto { get; set; }

    /// <summary>Six digits that prove that the app holds the secret.</summary>
    public string? Codice { get; set; }
}
