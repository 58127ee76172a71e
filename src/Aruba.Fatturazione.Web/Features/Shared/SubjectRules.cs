using System.Linq.Expressions;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>What registration and <i>Dati Intestatario</i> ask of a subject, in the same words; which of it, <see cref="IntestatarioRules"/> says.</summary>
internal static class SubjectRules
{
    /// <summary>A rule that finds its own words: the sentence to show beside the field, or null.</summary>
    public static void Says<TForm, T>(this AbstractValidator<TForm> validator, Expression<Func<TForm, T>> field, Func<TForm, string?> problem) =>
        validator.RuleFor(field).Custom((_, context) =>
        {
            if (problem(context.InstanceToValidate) is { } words)
            {
                context.AddFailure(words);
            }
        });

    /// <summary>The rules of a kind of subject; null for none chosen and for a value that is none.</summary>
    public static IntestatarioRules? Of(SubjectType? type) => type is { } kind && Enum.IsDefined(kind) ? IntestatarioRules.For(kind) : null;

    /// <summary>A text that must be there and fit into the invoice.</summary>
    public static string? Text(string? value, int max, string field, string missing) =>
        string.IsNullOrWhiteSpace(value) ? missing : LatinText.Problem(value, max, field);

    /// <summary>Required, optional or not asked, by kind; length only while none is chosen.</summary>
    public static string? Denominazione(string? value, IntestatarioRules? rules) => rules?[HolderField.Denominazione] switch
    {
        Presence.Absent => null,
        Presence.Required when string.IsNullOrWhiteSpace(value) =>
            "Inserisci la denominazione, come risulta dal certificato di attribuzione della partita IVA",
        _ => LatinText.Problem(value, XsdLimits.Denominazione, "Denominazione"),
    };

    /// <summary>A person's code for persons, a body's for bodies; either while no kind is chosen.</summary>
    public static string? CodiceFiscale(string? value, IntestatarioRules? rules)
    {
        if (!Fiscal.CodiceFiscale.TryParse(value, out var code, out var problem))
        {
            return problem;
        }

        return rules?.Asks(code.IsPersonal ? HolderField.CodicePersonale : HolderField.CodiceNumerico) ?? true ? null
            : code.IsPersonal ? "Questo è il codice fiscale di una persona: inserisci quello del soggetto, 11 cifre"
            : "Inserisci il codice fiscale della persona, 16 caratteri: le 11 cifre vanno nella partita IVA";
    }

    /// <summary>May be empty only where the kind of subject may have none.</summary>
    public static string? PartitaIva(string? value, IntestatarioRules? rules) =>
        string.IsNullOrWhiteSpace(value) && rules?.Requires(HolderField.PartitaIva) == false ? null
        : Fiscal.PartitaIva.TryParse(value, out _, out var problem) ? null : problem;
}
