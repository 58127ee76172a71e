using System.Globalization;
using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Renewals;

namespace Aruba.Fatturazione.Web.Features.Services;

/// <summary>What the page of an extension shows.</summary>
/// <param name="Service">The service.</param>
/// <param name="Catalogue">What is on sale today.</param>
/// <param name="Today">Rome day.</param>
public sealed record ExtendPage(Subscription Service, Catalogue Catalogue, DateOnly Today)
{
    /// <summary>What is said when the service is another since the price was shown.</summary>
    public const string ServiceChanged = "Il servizio è cambiato mentre confermavi: ricontrolla il totale.";

    /// <summary>What is said when midnight passed since the price was shown.</summary>
    public const string AnotherDay = "È cominciato un nuovo giorno: ricontrolla il totale e la nuova scadenza.";

    /// <summary>With the switch on; null before something is chosen, and when there is nothing to prolong or it has no price.</summary>
    public ServiceExtension? On { get; private init; }

    /// <summary>With the switch off; null before something is chosen.</summary>
    public ServiceExtension? Off { get; private init; }

    /// <summary>The boxes, once something is chosen.</summary>
    public IReadOnlyList<RequiredAcceptance> Required { get; private init; } = [];

    /// <summary>What changed since the page was shown.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>True while the service is active: an expired one is reactivated first.</summary>
    public bool CanExtend => Service.Status == SubscriptionStatus.Active && Today <= Service.ExpiresOn;

    /// <summary>Modules that are not in the service, and what there may be more of.</summary>
    public IEnumerable<Offer> Offers => Catalogue.Offers.Where(o => o.Product.Kind != ProductKind.Service && Included(o.Code) < o.Product.MaxQuantity);

    /// <summary>What the page shows, as it posts it back: expiry, new expiry, the totals in cents and what the service includes.</summary>
    public string Seen => Off is null ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{Service.ExpiresOn:yyyy-MM-dd} {(On ?? Off).To:yyyy-MM-dd} {On?.Quote.Gross.Cents ?? 0} {Off.Quote.Gross.Cents} {ExtensionOrders.Configuration(Service)}");

    /// <summary>How many of it the service includes, or will with a term that is paid.</summary>
    public int Included(string code) => Math.Max(Service.Items.FirstOrDefault(i => i.ProductCode == code)?.Quantity ?? 0, Service.AtExpiry.GetValueOrDefault(code));

    /// <summary>The extension that was chosen; null when nothing was priced.</summary>
    public ServiceExtension? Chosen(ExtendForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.Estensione == ExtendForm.Off ? Off : On ?? Off;
    }

    /// <summary>What was chosen, by code and quantity.</summary>
    public IReadOnlyList<(string Code, int Quantity)> Wanted(ExtendForm form) =>
    [
        .. Offers.Select(o => (o.Code, Quantity: o.Product.Kind == ProductKind.Module ? form.Moduli.GetValueOrDefault(o.Code) ? 1 : 0 : form.Quantita.GetValueOrDefault(o.Code) ?? 0))
            .Where(w => w.Quantity > 0),
    ];

    /// <summary>What cannot be bought like that, by field.</summary>
    public IEnumerable<(string Field, string Error)> Errors(ExtendForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var wanted = Wanted(form).Select(w => w.Code).ToHashSet();
        foreach (var offer in Offers)
        {
            var left = offer.Product.MaxQuantity - Included(offer.Code);
            if (offer.Product.Kind == ProductKind.Extra && form.Quantita.GetValueOrDefault(offer.Code) is { } more && (more < 0 || more > left))
            {
                yield return (FieldOf(offer), $"Scrivi un numero da 0 a {left}");
            }
            else if (wanted.Contains(offer.Code) && offer.Product.Needs is { } need && Included(need) == 0 && !wanted.Contains(need))
            {
                yield return (FieldOf(offer), $"Scegli anche {Catalogue.Find(need)?.Product.Name ?? need}: {offer.Product.Name} funziona solo insieme");
            }
        }

        if (wanted.Count == 0 && Offers.FirstOrDefault() is { } first)
        {
            yield return (FieldOf(first), "Scegli almeno un modulo, un utente o dello spazio");
        }
    }

    /// <summary>The page with prices and boxes.</summary>
    internal ExtendPage Priced(ExtendForm form, ContractLibrary library)
    {
        ServiceExtension? Of(bool prolong) => ServiceExtension.Of(
            [.. Service.AtExpiry.Select(i => (i.Key, i.Value))], Wanted(form), Service.ExpiresOn, Catalogue, Today, prolong);
        var off = Of(prolong: false);
        return off is null ? this : this with
        {
            On = Of(prolong: true) is { Prolongs: true } on ? on : null,
            Off = off,
            Required = OrderAcceptances.For(off.Quote, library, Today),
        };
    }

    /// <summary>What is not as the customer saw it, each with what it was and what it is.</summary>
    public IReadOnlyList<string> Differences(ExtendForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var (seen, now) = ((form.Visto ?? "").Split(' '), Seen.Split(' '));
        if (Off is null || form.Visto is null || form.Visto == Seen)
        {
            return [.. OrderAcceptances.Changed(Required, form.DocumentiVisti).Select(t => $"È cambiato un documento: {t}. Leggi la nuova versione.")];
        }

        if (seen.Length != now.Length)
        {
            return [ServiceChanged];
        }

        List<string> found = [];
        if (seen[4] != now[4])
        {
            found.Add("È cambiato quello che il servizio comprende: ricontrolla che cosa aggiungi.");
        }

        Add(found, seen[0], now[0], Day, "La scadenza del servizio");
        Add(found, seen[1], now[1], Day, "La nuova scadenza");
        Add(found, seen[2], now[2], Amount, "Il totale con l'estensione");
        Add(found, seen[3], now[3], Amount, "Il totale senza estensione");
        return found;
    }

    /// <summary>The field of an offer.</summary>
    public static string FieldOf(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer.Product.Kind == ProductKind.Module ? $"{nameof(ExtendForm.Moduli)}[{offer.Code}]" : $"{nameof(ExtendForm.Quantita)}[{offer.Code}]";
    }

    private static void Add(List<string> found, string seen, string now, Func<string, string?> words, string what)
    {
        if (seen != now)
        {
            found.Add($"{what} è cambiat{(what.StartsWith("La ", StringComparison.Ordinal) ? "a" : "o")}: prima {words(seen) ?? "non c'era"}, ora {words(now) ?? "non c'è più"}.");
        }
    }

    private static string? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Italian.Day(day) : null;

    private static string? Amount(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cents) && cents > 0 ? Italian.Euro(cents) : null;
}
