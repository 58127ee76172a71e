using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Web.Features.Shared;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>The rules of <i>Dati Intestatario</i>: which fields by <see cref="IntestatarioRules"/>, in the fiscal types' own words.</summary>
internal sealed class IntestatarioFormValidator : AbstractValidator<IntestatarioForm>
{
    public IntestatarioFormValidator()
    {
        RuleFor(f => f.Tipo).Must(t => SubjectRules.Of(t) is not null).WithMessage("Scegli il tipo di soggetto a cui intestare il servizio");
        When(f => SubjectRules.Of(f.Tipo) is not null, ByType);
        this.Says(f => f.Indirizzo, f => SubjectRules.Text(f.Indirizzo, XsdLimits.Indirizzo, "Indirizzo", "Inserisci l'indirizzo: via e numero civico"));
        this.Says(f => f.Cap, f => Cap.TryParse(f.Cap, out _, out var problem) ? null : problem);
        this.Says(f => f.Comune, f => SubjectRules.Text(f.Comune, XsdLimits.Comune, "Comune", "Inserisci il comune"));
        this.Says(f => f.Provincia, f => Provincia.TryParse(f.Provincia, out _, out var problem) ? null : problem);
        this.Says(f => f.Telefono, f => Shared.Telefono.TryParse(f.Telefono, out _, out var problem) ? null : problem);
        this.Says(f => f.Email, f => IndirizzoEmail.TryParse(f.Email, out _, out var problem) ? null : problem);
    }

    private void ByType()
    {
        this.Says(f => f.Denominazione, f => SubjectRules.Denominazione(f.Denominazione, f.Rules));
        this.Says(f => f.Nome, f => SubjectRules.Text(f.Nome, XsdLimits.Nome, "Nome", f.Rules.Asks(HolderField.Persona)
            ? "Inserisci il nome della persona"
            : "Inserisci il nome di chi rappresenta il soggetto"));
        this.Says(f => f.Cognome, f => SubjectRules.Text(f.Cognome, XsdLimits.Cognome, "Cognome", f.Rules.Asks(HolderField.Persona)
            ? "Inserisci il cognome della persona"
            : "Inserisci il cognome di chi rappresenta il soggetto"));
        this.Says(f => f.CodiceFiscale, f => SubjectRules.CodiceFiscale(f.CodiceFiscale, f.Rules));
        this.Says(f => f.PartitaIva, f => SubjectRules.PartitaIva(f.PartitaIva, f.Rules));
        this.Says(f => f.Canale, f => f.ReadRecapito() is { IsUnanswered: true } answer ? answer.Problem : null);
        this.Says(f => f.Recapito, f => f.ReadRecapito() is { IsUnanswered: false } answer ? answer.Problem : null);
        this.Says(f => f.Cig, f => f.Rules.Asks(HolderField.CigCup) ? TenderCode.Problem(f.Cig, "CIG", TenderCode.CigLength) : null);
        this.Says(f => f.Cup, f => f.Rules.Asks(HolderField.CigCup) ? TenderCode.Problem(f.Cup, "CUP", TenderCode.CupLength) : null);
    }
}
