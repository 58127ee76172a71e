using System.Globalization;
using Aruba.Fatturazione.Sandbox.Stripe.Objects;

namespace Aruba.Fatturazione.Sandbox.Stripe.Pages;

/// <summary>What the hosted page shows: a snapshot, taken under the world's lock.</summary>
/// <param name="Id">Id of the session.</param>
/// <param name="IsSetup">True when a card is kept and nothing is paid.</param>
/// <param name="KeepsCard">Whether the card is kept after the payment.</param>
/// <param name="Total">In cents; null in setup mode.</param>
/// <param name="Lines">What is paid.</param>
/// <param name="CancelUrl">The way back without paying; null when the shop gave none.</param>
public sealed record CheckoutView(string Id, bool IsSetup, bool KeepsCard, long? Total, IReadOnlyList<CheckoutLine> Lines, string? CancelUrl)
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    /// <summary>Why the card was refused; null when none was.</summary>
    public string? Refusal { get; init; }

    /// <summary>What is wrong with the form, by field.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>The expiry as typed.</summary>
    public string? Expiry { get; init; }

    /// <summary>The holder's name as typed.</summary>
    public string? Name { get; init; }

    /// <summary>Heading of the page.</summary>
    public string Title => IsSetup ? "Registra una carta" : "Paga con carta";

    /// <summary>What the button says.</summary>
    public string ButtonText => IsSetup ? "Salva la carta" : $"Paga {Money(Total ?? 0)}";

    /// <summary>Cents as an Italian reads them.</summary>
    public static string Money(long cents) => $"{(cents / 100m).ToString("N2", Italian)} €";

    internal static CheckoutView Of(StripeSession session, CardForm? typed, string? refusal) => new(
        session.Id, session.Mode == "setup", session.SetupFutureUsage is not null, session.Total,
        [.. session.Lines.Select(l => new CheckoutLine(l.Quantity > 1 ? $"{l.Name} × {l.Quantity}" : l.Name, l.Amount))], session.CancelUrl)
    {
        Refusal = refusal,
        Errors = typed?.Errors ?? new Dictionary<string, string>(),
        Expiry = typed?.Expiry,
        Name = typed?.Name,
    };
}

/// <summary>One line of what is paid.</summary>
/// <param name="Name">What it is, with the quantity when it is more than one.</param>
/// <param name="Amount">In cents.</param>
public sealed record CheckoutLine(string Name, long Amount);
