using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Payments;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Methods;

/// <summary>A form with the mandate's box.</summary>
public abstract class MandateForm
{
    /// <summary>The box.</summary>
    public bool Mandato { get; set; }

    /// <summary>Version of the mandate that the page linked.</summary>
    public string? MandatoVisto { get; set; }

    /// <summary>True when the box of that very text was ticked.</summary>
    public bool Accepts(RequiredAcceptance mandate) => Mandato && MandatoVisto == mandate.Document.Version;
}

/// <summary>A new method.</summary>
public sealed class AddForm : MandateForm
{
    /// <summary>Card or PayPal.</summary>
    public string? Metodo { get; set; }

    /// <summary>Made with the page: sent twice, it is one attempt.</summary>
    public Guid Tentativo { get; set; }

    /// <summary>Never written back.</summary>
    public string? Password { get; set; }

    internal sealed class Validator : AbstractValidator<AddForm>
    {
        public Validator(PaymentMethods methods) => RuleFor(f => f.Metodo)
            .Must(m => PaymentChoice.TryParse(m, out var choice) && choice is { IsOnline: true, SavedMethodId: null } && methods.Offers(choice.Method))
            .WithMessage("Scegli che cosa vuoi registrare");
    }
}

/// <summary>The owner's name for a method.</summary>
public sealed class LabelForm
{
    /// <summary>Empty takes the name away.</summary>
    public string? Nome { get; set; }

    internal sealed class Validator : AbstractValidator<LabelForm>
    {
        public Validator()
        {
            RuleFor(f => f.Nome).Must(n => (n ?? "").Trim().Length <= SavedMethod.LabelLength)
                .WithMessage($"Scrivi un nome di al massimo {SavedMethod.LabelLength} caratteri");
            RuleFor(f => f.Nome).Must(n => !(n ?? "").Any(char.IsControl)).WithMessage("Scrivi il nome su una riga sola, senza caratteri speciali");
        }
    }
}

/// <summary>Removal of a method.</summary>
public sealed class RemoveForm : MandateForm
{
    /// <summary>Value of <see cref="Scelta"/> that switches renewal off.</summary>
    public const string Stop = "spegni";

    /// <summary>Version of the method that the page showed.</summary>
    public int Versione { get; set; }

    /// <summary>What becomes of the renewals: <see cref="Stop"/>, or the id of another method.</summary>
    public string? Scelta { get; set; }

    /// <summary>Never written back.</summary>
    public string? Password { get; set; }

    /// <summary>The chosen other method, or null.</summary>
    public Guid? Other => Guid.TryParseExact(Scelta, "N", out var id) ? id : null;
}

/// <summary>Renewal is switched on, or goes over to another method.</summary>
public sealed class RenewalForm : MandateForm
{
    /// <summary>Version of the service that the page showed.</summary>
    public int Versione { get; set; }

    /// <summary>Id of a kept method.</summary>
    public string? Metodo { get; set; }

    /// <summary>The chosen method, or null.</summary>
    public Guid? Chosen => Guid.TryParseExact(Metodo, "N", out var id) ? id : null;
}
