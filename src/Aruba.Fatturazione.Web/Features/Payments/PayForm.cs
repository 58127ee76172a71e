using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Payments;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Payments;

/// <summary>What the page of methods posts.</summary>
public sealed class PayForm
{
    /// <summary>How to pay, as <see cref="PaymentChoice"/> reads it.</summary>
    public string? Metodo { get; set; }

    /// <summary>The mandate's box.</summary>
    public bool Mandato { get; set; }

    /// <summary>Version of the mandate that the page linked.</summary>
    public string? MandatoVisto { get; set; }

    /// <summary>Made with the page: sent twice, it is one attempt.</summary>
    public Guid Tentativo { get; set; }

    internal sealed class Validator : AbstractValidator<PayForm>
    {
        public Validator(PaymentMethods methods) => RuleFor(f => f.Metodo)
            .Must(m => PaymentChoice.TryParse(m, out var choice) && methods.Offers(choice.Method))
            .WithMessage("Scegli come pagare");
    }
}

/// <summary>What the page of methods shows.</summary>
/// <param name="Number">The order.</param>
/// <param name="Due">What is still to be paid.</param>
/// <param name="Methods">The ways to pay.</param>
/// <param name="Mandate">The mandate's box; null where paying switches no renewal on.</param>
/// <param name="Today">Rome day, for arrival estimates.</param>
/// <param name="Notice">What happened before, in words, or null.</param>
public sealed record PayPage(string Number, Importo Due, MethodChoices Methods, RequiredAcceptance? Mandate, DateOnly Today, string? Notice)
{
    /// <summary>Where the form goes.</summary>
    public required string Address { get; init; }

    /// <summary>Where one goes who does not want to pay now.</summary>
    public required string Back { get; init; }
}
