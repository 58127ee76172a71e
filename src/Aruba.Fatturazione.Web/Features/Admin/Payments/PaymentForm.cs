using Aruba.Fatturazione.Orders;
using FluentValidation;

namespace Aruba.Fatturazione.Web.Features.Admin.Payments;

/// <summary>A payment as an agent reads it off a bank statement.</summary>
public sealed class PaymentForm
{
    /// <summary>Sources of money that agents register by hand.</summary>
    public const string Bank = "bank", Postal = "postal";

    private const int MaxReference = 60;
    private const int MaxNote = 500;

    /// <summary>Amount as typed, Italian way.</summary>
    public string? Importo { get; set; }

    /// <summary>Day on which the money counts.</summary>
    public DateOnly? DataValuta { get; set; }

    /// <summary><see cref="Bank"/> or <see cref="Postal"/>.</summary>
    public string? Conto { get; set; }

    /// <summary>CRO, TRN or number of the slip, as typed.</summary>
    public string? Riferimento { get; set; }

    /// <summary>Free note.</summary>
    public string? Nota { get; set; }

    /// <summary>Version of the order that the agent saw.</summary>
    public int Versione { get; set; }

    /// <summary>The amount; zero when it cannot be read.</summary>
    internal Importo Amount => Fatturazione.Importo.TryParse(Importo, out var amount) ? amount : default;

    /// <summary>The reference in one form: upper case, without outer and repeated blanks, so that two spellings are one payment.</summary>
    internal string Reference => string.Join(' ', (Riferimento ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    /// <summary>What was typed, as money for the books.</summary>
    internal MoneyIn Money(DateOnly today) =>
        new(Conto ?? Bank, Reference, Amount, DataValuta ?? today, string.IsNullOrWhiteSpace(Nota) ? null : Nota.Trim());

    /// <summary>An empty form for an order: whole amount due, today, the account of its method.</summary>
    internal static PaymentForm For(OrderStatus status, PaymentMethod method, Importo due, int version, DateOnly today) => new()
    {
        Importo = status == OrderStatus.AwaitingPayment && due.Cents > 0 ? due.Plain : null,
        DataValuta = today,
        Conto = method == PaymentMethod.Bollettino ? Postal : Bank,
        Versione = version,
    };

    /// <summary>What can be judged without the order.</summary>
    public sealed class Validator : AbstractValidator<PaymentForm>
    {
        /// <summary>The rules.</summary>
        public Validator(TimeProvider clock)
        {
            RuleFor(f => f.Importo).Must(v => Fatturazione.Importo.TryParse(v, out var amount) && amount.Cents > 0)
                .WithMessage("Scrivi l'importo in euro, per esempio 36,48");
            RuleFor(f => f.DataValuta).NotNull().WithMessage("Inserisci la data valuta che leggi sull'estratto conto")
                .Must(day => day <= clock.Today()).WithMessage("La data valuta è nel futuro: registra il pagamento quando è accreditato");
            RuleFor(f => f.Conto).Must(v => v is Bank or Postal).WithMessage("Scegli il conto su cui è arrivato il denaro");
            RuleFor(f => f.Riferimento).Must((f, _) => f.Reference.Length > 0)
                .WithMessage("Inserisci il riferimento della banca (CRO o TRN) o il numero del bollettino")
                .Must((f, _) => f.Reference.Length <= MaxReference).WithMessage($"Il riferimento ha al massimo {MaxReference} caratteri: copia solo il CRO o il TRN");
            RuleFor(f => f.Nota).MaximumLength(MaxNote).WithMessage($"La nota ha al massimo {MaxNote} caratteri: accorciala");
        }
    }
}
