using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Features.Shared;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>The rules of the registration; the words are the fiscal types' own.</summary>
internal sealed class RegistrationFormValidator : AbstractValidator<RegistrationForm>
{
    public RegistrationFormValidator()
    {
        RuleFor(f => f.Tipo).NotNull().WithMessage("Scegli il tipo di soggetto per cui ti registri");
        this.Says(f => f.Nome, f => SubjectRules.Text(f.Nome, XsdLimits.Nome, "Nome", "Inserisci il nome della persona"));
        this.Says(f => f.Cognome, f => SubjectRules.Text(f.Cognome, XsdLimits.Cognome, "Cognome", "Inserisci il cognome della persona"));
        this.Says(f => f.Denominazione, f => SubjectRules.Denominazione(f.Denominazione, f.Rules));
        this.Says(f => f.CodiceFiscale, f => SubjectRules.CodiceFiscale(f.CodiceFiscale, f.Rules));
        this.Says(f => f.PartitaIva, f => SubjectRules.PartitaIva(f.PartitaIva, f.Rules));
        this.Says(f => f.Indirizzo, f => SubjectRules.Text(f.Indirizzo, XsdLimits.Indirizzo, "Indirizzo", "Inserisci l'indirizzo: via e numero civico"));
        this.Says(f => f.Cap, f => Cap.TryParse(f.Cap, out _, out var problem) ? null : problem);
        this.Says(f => f.Comune, f => SubjectRules.Text(f.Comune, XsdLimits.Comune, "Comune", "Inserisci il comune"));
        this.Says(f => f.Provincia, f => Provincia.TryParse(f.Provincia, out _, out var problem) ? null : problem);
        this.Says(f => f.Telefono, f => Shared.Telefono.TryParse(f.Telefono, out _, out var problem) ? null : problem);
        this.Says(f => f.Email, f => IndirizzoEmail.TryParse(f.Email, out _, out var problem) ? null : problem);
        this.Says(f => f.Password, f => PasswordRules.Problem(f.Password, f.OwnWords));
        RuleFor(f => f.Privacy).Equal(true).WithMessage("Leggi l'informativa sulla privacy e conferma di averlo fatto");
    }
}
