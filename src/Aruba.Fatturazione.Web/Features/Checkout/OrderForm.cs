using Aruba.Fatturazione.Web.Payments;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>What the order form posts: the choices, and what the buyer had before their eyes.</summary>
public sealed class OrderForm
{
    /// <summary>How to pay, as <see cref="PaymentChoice"/> reads it.</summary>
    public string? Metodo { get; set; }

    /// <summary>The boxes, by document code.</summary>
    public Dictionary<string, bool> Accetto { get; set; } = [];

    /// <summary>The cart that the page showed.</summary>
    public Guid Carrello { get; set; }

    /// <summary>The total that the page showed, in cents. Compared, never charged.</summary>
    public long TotaleVisto { get; set; }

    /// <summary>The document versions that the page linked: <c>code:version</c> separated by blanks.</summary>
    public string? DocumentiVisti { get; set; }

    internal sealed class Validator : AbstractValidator<OrderForm>
    {
        public Validator(PaymentMethods methods) => RuleFor(f => f.Metodo)
            .Must(m => PaymentChoice.TryParse(m, out var choice) && methods.Offers(choice.Method))
            .WithMessage("Scegli come pagare");
    }
}
