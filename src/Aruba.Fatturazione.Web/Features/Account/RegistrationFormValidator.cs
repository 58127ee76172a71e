using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Web.Accounts;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>The rules of the registration; the words are the fiscal types' own.</summary>
internal sealed class RegistrationFormValidator : AbstractValidator<RegistrationForm>
{
    public RegistrationFormValidator()
    {
        RuleFor(f => f.Tipo).NotNull().WithMessage("Scegli il tipo di soggetto per cui ti registri");
        Says(f => f.Nome, f => Name(f.Nome, XsdLimits.Nome, "Nome", "Inserisci il nome della persona"));
        Says(f => f.Cognome, f => Name(f.Cognome, XsdLimits.Cognome, "Cognome", "Inserisci il cognome della persona"));
        Says(f => f.Denominazione, Denominazione);
        Says(f => f.CodiceFiscale, CodiceFiscaleProblem);
        Says(f => f.PartitaIva, PartitaIvaProblem);
        Says(f => f.Indirizzo, f => Name(f.Indirizzo, XsdLimits.Indirizzo, "Indirizzo", "Inserisci l'indirizzo: via e numero civico"));
        Says(f => f.Cap, f => Cap.TryParse(f.Cap, out _, out var problem) ? null : problem);
        Says(f => f.Comune, f => Name(f.Comune, XsdLimits.Comune, "Comune", "Inserisci il comune"));
        Says(f => f.Provincia, f => Provincia.TryParse(f.Provincia, out _, out var problem) ? null : problem);
        Says(f => f.Telefono, f => Shared.Telefono.TryParse(f.Telefono, out _, out var problem) ? null : problem);
        Says(f => f.Email, f => IndirizzoEmail.TryParse(f.Email, out _, out var problem) ? null : problem);
        Says(f => f.Password, f => PasswordRules.Problem(f.Password, f.OwnWords));
        RuleFor(f => f.Privacy).Equal(true).WithMessage("Leggi l'informativa sulla privacy e conferma di averlo fatto");
    }

    // A person's code for persons, a body's for bodies (domain table of Dati Intestatario).
    private static bool IsPerson(SubjectType? type) => type is SubjectType.LiberoProfessionista or SubjectType.DittaIndividuale or SubjectType.PersonaFisica;

    private static string? Name(string? value, int max, string field, string missing) =>
        string.IsNullOrWhiteSpace(value) ? missing : LatinText.Problem(value, max, field);

    private static string? Denominazione(RegistrationForm form)
    {
        var isNeeded = form.Tipo is SubjectType.DittaIndividuale or SubjectType.Societa or SubjectType.Ente or SubjectType.PubblicaAmministrazione;
        return isNeeded && string.IsNullOrWhiteSpace(form.Denominazione)
            ? "Inserisci la denominazione, come risulta dal certificato di attribuzione della partita IVA"
            : LatinText.Problem(form.Denominazione, XsdLimits.Denominazione, "Denominazione");
    }

    private static string? CodiceFiscaleProblem(RegistrationForm form)
    {
        if (!CodiceFiscale.TryParse(form.CodiceFiscale, out var code, out var problem))
        {
            return problem;
        }

        return form.Tipo is null || code.IsPersonal == IsPerson(form.Tipo) ? null
            : code.IsPersonal ? "Questo è il codice fiscale di una persona: inserisci quello del soggetto, 11 cifre"
            : "Inserisci il codice fiscale della persona, 16 caratteri: le 11 cifre vanno nella partita IVA";
    }

    private static string? PartitaIvaProblem(RegistrationForm form)
    {
        if (form.Tipo == SubjectType.PubblicaAmministrazione && string.IsNullOrWhiteSpace(form.PartitaIva))
        {
            return null;
        }

        return PartitaIva.TryParse(form.PartitaIva, out _, out var problem) ? null : problem;
    }

    private void Says<T>(System.Linq.Expressions.Expression<Func<RegistrationForm, T>> field, Func<RegistrationForm, string?> problem) =>
        RuleFor(field).Custom((_, context) =>
        {
            if (problem(context.InstanceToValidate) is { } words)
            {
                context.AddFailure(words);
            }
        });
}
