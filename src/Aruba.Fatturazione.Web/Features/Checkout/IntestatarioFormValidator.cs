using System.Linq.Expressions;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>The rules of <i>Dati Intestatario</i>: which fields by <see cref="IntestatarioRules"/>, in the fiscal types' own words.</summary>
internal sealed class IntestatarioFormValidator : AbstractValidator<IntestatarioForm>
{
    public IntestatarioFormValidator()
    {
        RuleFor(f => f.Tipo).Must(t => t is { } type && Enum.IsDefined(type)).WithMessage("Scegli il tipo di soggetto a cui intestare il servizio");
        When(f => f.Tipo is { } type && Enum.IsDefined(type), ByType);
        Says(f => f.Indirizzo, f => Text(f.Indirizzo, XsdLimits.Indirizzo, "Indirizzo", "Inserisci l'indirizzo: via e numero civico"));
        Says(f => f.Cap, f => Cap.TryParse(f.Cap, out _, out var problem) ? null : problem);
        Says(f => f.Comune, f => Text(f.Comune, XsdLimits.Comune, "Comune", "Inserisci il comune"));
        Says(f => f.Provincia, f => Provincia.TryParse(f.Provincia, out _, out var problem) ? null : problem);
        Says(f => f.Telefono, f => Shared.Telefono.TryParse(f.Telefono, out _, out var problem) ? null : problem);
        Says(f => f.Email, f => IndirizzoEmail.TryParse(f.Email, out _, out var problem) ? null : problem);
    }

    private void ByType()
    {
        Says(f => f.Denominazione, Denominazione);
        Says(f => f.Nome, f => Text(f.Nome, XsdLimits.Nome, "Nome", f.Rules.Asks(HolderField.Persona)
            ? "Inserisci il nome della persona"
            : "Inserisci il nome di chi rappresenta il soggetto"));
        Says(f => f.Cognome, f => Text(f.Cognome, XsdLimits.Cognome, "Cognome", f.Rules.Asks(HolderField.Persona)
            ? "Inserisci il cognome della persona"
            : "Inserisci il cognome di chi rappresenta il soggetto"));
        Says(f => f.CodiceFiscale, CodiceFiscaleProblem);
        Says(f => f.PartitaIva, PartitaIvaProblem);
        Says(f => f.Canale, f => f.ReadRecapito() is { IsUnanswered: true } answer ? answer.Problem : null);
        Says(f => f.Recapito, f => f.ReadRecapito() is { IsUnanswered: false } answer ? answer.Problem : null);
        Says(f => f.Cig, f => f.Rules.Asks(HolderField.CigCup) ? TenderCode.Problem(f.Cig, "CIG", TenderCode.CigLength) : null);
        Says(f => f.Cup, f => f.Rules.Asks(HolderField.CigCup) ? TenderCode.Problem(f.Cup, "CUP", TenderCode.CupLength) : null);
    }

    private static string? Text(string? value, int max, string field, string missing) =>
        string.IsNullOrWhiteSpace(value) ? missing : LatinText.Problem(value, max, field);

    private static string? Denominazione(IntestatarioForm form) => form.Rules[HolderField.Denominazione] switch
    {
        Presence.Absent => null,
        Presence.Required when string.IsNullOrWhiteSpace(form.Denominazione) =>
            "Inserisci la denominazione, come risulta dal certificato di attribuzione della partita IVA",
        _ => LatinText.Problem(form.Denominazione, XsdLimits.Denominazione, "Denominazione"),
    };

    private static string? CodiceFiscaleProblem(IntestatarioForm form)
    {
        if (!CodiceFiscale.TryParse(form.CodiceFiscale, out var code, out var problem))
        {
            return problem;
        }

        return form.Rules.Asks(code.IsPersonal ? HolderField.CodicePersonale : HolderField.CodiceNumerico) ? null
            : code.IsPersonal ? "Questo è il codice fiscale di una persona: inserisci quello del soggetto, 11 cifre"
            : "Inserisci il codice fiscale della persona, 16 caratteri: le 11 cifre vanno nella partita IVA";
    }

    private static string? PartitaIvaProblem(IntestatarioForm form)
    {
        if (!form.Rules.Requires(HolderField.PartitaIva) && string.IsNullOrWhiteSpace(form.PartitaIva))
        {
            return null;
        }

        return PartitaIva.TryParse(form.PartitaIva, out _, out var problem) ? null : problem;
    }

    private void Says<T>(Expression<Func<IntestatarioForm, T>> field, Func<IntestatarioForm, string?> problem) =>
        RuleFor(field).Custom((_, context) =>
        {
            if (problem(context.InstanceToValidate) is { } words)
            {
                context.AddFailure(words);
            }
        });
}
