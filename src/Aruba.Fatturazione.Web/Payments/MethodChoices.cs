using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>One card of the choice of methods.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Method">The method behind it.</param>
/// <param name="Title">Its name.</param>
/// <param name="Aside">How long the money takes, or why it cannot be chosen now.</param>
/// <param name="Notice">What to know before choosing it.</param>
public sealed record MethodChoice(string Value, PaymentMethod Method, string Title, string Aside, string Notice);

/// <summary>Everything that a customer can choose to pay with: kept methods, new ones, and those that take days.</summary>
/// <param name="Main">Shown at once.</param>
/// <param name="Others">Under <i>Altre modalità</i>.</param>
/// <param name="Unavailable">Names of the methods whose provider does not answer now.</param>
public sealed record MethodChoices(IReadOnlyList<MethodChoice> Main, IReadOnlyList<MethodChoice> Others, IReadOnlyList<string> Unavailable)
{
    /// <summary>Kept cards that have expired: shown, so that nobody looks for them, and not to be chosen.</summary>
    public IReadOnlyList<string> Expired { get; init; } = [];

    /// <summary>True when something is kept, so that there is something to manage.</summary>
    public bool HasSaved { get; init; }

    /// <summary>True when one of them asks for the mandate.</summary>
    public bool HasOnline => Main.Any(c => c.Method is PaymentMethod.CartaDiCredito or PaymentMethod.PayPal);

    /// <summary>What an account may choose on that Rome day.</summary>
    public static async Task<MethodChoices> ForAsync(StoreDbContext db, PaymentMethods methods, Guid accountId, DateOnly today, CancellationToken ct) =>
        From(methods, await db.SavedMethods.AsNoTracking().Of(accountId).ToListAsync(ct), today);

    /// <summary>What somebody may choose who has kept nothing.</summary>
    public static MethodChoices ForAnyone(PaymentMethods methods, DateOnly today) => From(methods, [], today);

    private static MethodChoices From(PaymentMethods methods, List<SavedMethod> saved, DateOnly today)
    {
        var open = methods.OnOffer.Where(o => methods.IsAvailable(o.Method)).ToList();
        var cards = open.SelectMany(o => Cards(o, [.. saved.Where(m => m.Method == o.Method)], today)).ToList();
        var main = open.Where(o => o.IsMain).Select(o => o.Method).ToHashSet();
        return new MethodChoices(
            [.. cards.Where(c => main.Contains(c.Method))],
            [.. cards.Where(c => !main.Contains(c.Method))],
            [.. methods.OnOffer.Except(open).Select(o => o.Name)])
        {
            Expired = [.. saved.Where(m => m.IsExpiredOn(today)).Select(NameOf)],
            HasSaved = saved.Count > 0,
        };
    }

    private static IEnumerable<MethodChoice> Cards(PaymentMethodOffer offer, IReadOnlyList<SavedMethod> saved, DateOnly today)
    {
        foreach (var method in saved.Where(m => !m.IsExpiredOn(today)))
        {
            yield return new MethodChoice(PaymentChoice.ValueOf(method), offer.Method, NameOf(method), "subito", "Metodo già registrato: si usa anche per i prossimi rinnovi automatici.");
        }

        // The guide's three cases: the first one, a registered one, a further one.
        var title = (offer.Method, saved.Count) switch
        {
            (PaymentMethod.CartaDiCredito, > 0) => "Registra una nuova carta",
            (PaymentMethod.PayPal, > 0) => "Usa un altro account PayPal",
            _ => offer.Name,
        };
        yield return new MethodChoice(offer.Method.ToString(), offer.Method, title, offer.Time, offer.Notice);
    }

    private static string NameOf(SavedMethod method) => method.Label.Length > 0 ? $"{method.Label} ({method.Description})" : method.Description;
}
