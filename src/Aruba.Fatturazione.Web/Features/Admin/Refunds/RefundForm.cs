using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Features.Admin.Payments;
using Aruba.Fatturazione.Web.Payments;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Admin.Refunds;

/// <summary>A refund as an agent asks for it.</summary>
public sealed class RefundForm
{
    private const int MaxReference = 60;
    private const int MaxReason = 500;

    /// <summary>Amount as typed, Italian way.</summary>
    public string? Importo { get; set; }

    /// <summary>Why, in the agent's words.</summary>
    public string? Motivo { get; set; }

    /// <summary>By hand: the account from which it was paid back, <see cref="PaymentForm.Bank"/> or <see cref="PaymentForm.Postal"/>.</summary>
    public string? Conto { get; set; }

    /// <summary>By hand: the day on which it was paid back.</summary>
    public DateOnly? DataValuta { get; set; }

    /// <summary>By hand: the bank's reference, as typed.</summary>
    public string? Riferimento { get; set; }

    /// <summary>Made with the form: the same form twice is one refund.</summary>
    public Guid Id { get; set; }

    /// <summary>Version of the order that the agent saw.</summary>
    public int Versione { get; set; }

    /// <summary>The amount; zero when it cannot be read.</summary>
    internal Importo Amount => Fatturazione.Importo.TryParse(Importo, out var amount) ? amount : default;

    /// <summary>The reason, trimmed.</summary>
    internal string Reason => (Motivo ?? "").Trim();

    /// <summary>The reference in the form in which all are kept.</summary>
    internal string Reference => string.Join(' ', (Riferimento ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    /// <summary>What is wrong with the fields of a refund by hand: field and words.</summary>
    internal IEnumerable<(string Field, string Words)> HandProblems(DateOnly today)
    {
        if (Conto is not (PaymentForm.Bank or PaymentForm.Postal))
        {
            yield return (nameof(Conto), "Scegli il conto da cui hai restituito il denaro");
        }

        if (DataValuta is not { } day)
        {
            yield return (nameof(DataValuta), "Inserisci il giorno in cui hai restituito il denaro");
        }
        else if (day > today)
        {
            yield return (nameof(DataValuta), "Il giorno è nel futuro: registra il rimborso quando è stato fatto");
        }

        if (Reference.Length is 0 or > MaxReference)
        {
            yield return (nameof(Riferimento), $"Inserisci il riferimento della banca (CRO o TRN) o del vaglia, al massimo {MaxReference} caratteri");
        }
    }

    /// <summary>What can be judged without the order.</summary>
    public sealed class Validator : AbstractValidator<RefundForm>
    {
        /// <summary>The rules.</summary>
        public Validator()
        {
            RuleFor(f => f.Importo).Must(v => Fatturazione.Importo.TryParse(v, out var amount) && amount.Cents > 0)
                .WithMessage("Scrivi l'importo da restituire, per esempio 36,48");
            RuleFor(f => f.Motivo).Must(v => !string.IsNullOrWhiteSpace(v)).WithMessage("Scrivi perché lo restituisci: resta nella storia dell'ordine")
                .MaximumLength(MaxReason).WithMessage($"Il motivo ha al massimo {MaxReason} caratteri: accorcialo");
        }
    }
}
