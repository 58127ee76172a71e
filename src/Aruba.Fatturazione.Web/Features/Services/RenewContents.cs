using System.Globalization;
using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Orders;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Aruba.Fatturazione.Web.Features.Services;

/// <summary>What a service is renewed with: what it includes at its expiry, as its owner changes it on the page.</summary>
/// <param name="Catalogue">Rules and prices.</param>
/// <param name="Chosen">The choice, with all that its parts need.</param>
/// <param name="Present">Units that it would be renewed with unchanged, by code.</param>
/// <param name="Gone">Names of what the service includes and nobody can buy any more.</param>
public sealed record RenewContents(Catalogue Catalogue, Selection Chosen, IReadOnlyDictionary<string, int> Present, IReadOnlyList<string> Gone)
{
    /// <summary>Key of the forecast in the view data.</summary>
    public const string ForecastKey = "Forecast";

    private const int MostInvoices = 10_000_000, ManyYears = 50;

    /// <summary>The modules that may be chosen.</summary>
    public IEnumerable<Offer> Modules => Catalogue.Offers.Where(o => o.Product.Kind == ProductKind.Module);

    /// <summary>What is bought by the unit.</summary>
    public IEnumerable<Offer> Extras => Catalogue.Offers.Where(o => o.Product.Kind == ProductKind.Extra);

    /// <summary>The service itself, which is always renewed.</summary>
    public IEnumerable<Offer> Services => Catalogue.Offers.Where(o => o.Product.Kind == ProductKind.Service && Chosen.Items.ContainsKey(o.Code));

    /// <summary>True when the choice was changed by the rules.</summary>
    public bool WasMended => Chosen.WasMended;

    /// <summary>Names of its fields that can be wrong, in screen order.</summary>
    public IEnumerable<string> Fields => Extras.Select(KeyOf).Append(nameof(ContentsForm.Fatture));

    /// <summary>The choice as the page posts it back.</summary>
    public string Seen => string.Join(' ', Chosen.Items.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key}:{i.Value}"));

    /// <summary>What the rules made of the choice, in words.</summary>
    public IReadOnlyList<string> Notices =>
    [
        .. Chosen.Entered.Select(c => $"{Name(c)} è stato aggiunto, perché serve a {Names(Catalogue.Dependants(c).Where(Chosen.Items.ContainsKey))}."),
        .. Chosen.Left.Select(c => $"{Name(c)} è stato tolto, perché funziona solo con {Name(Catalogue.Find(c)?.Product.Needs ?? "")}."),
    ];

    /// <summary>Reads the choice of the form; without one, what the service will include at its expiry. What cannot be read is an error of its field.</summary>
    public static RenewContents Of(Subscription service, Catalogue catalogue, ContentsForm? form, ModelStateDictionary state)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(catalogue);
        var present = service.ToRenew;
        var gone = service.Items.Where(i => present.ContainsKey(i.ProductCode) && catalogue.Find(i.ProductCode) is null).Select(i => i.Name).ToList();
        if (form?.VociViste is not { } seen)
        {
            var onSale = present.Where(i => catalogue.Find(i.Key) is not null).ToDictionary();
            return new RenewContents(catalogue, Selection.Settle(onSale, onSale.Keys.ToHashSet(), catalogue), present, gone);
        }

        var before = Read(seen);
        var wanted = catalogue.Offers.ToDictionary(o => o.Code, o => o.Product.Kind switch
        {
            ProductKind.Service => present.GetValueOrDefault(o.Code),
            ProductKind.Module => form.Moduli.GetValueOrDefault(o.Code) ? Math.Max(1, present.GetValueOrDefault(o.Code)) : 0,
            _ => Units(o, present, before, form, state),
        });
        return new RenewContents(catalogue, Selection.Settle(wanted, before.Keys.ToHashSet(), catalogue), present, gone);
    }

    /// <summary>The choice, and what is not on sale today but may be again.</summary>
    public IReadOnlyDictionary<string, int> Wanted => Present.Where(p => Catalogue.Find(p.Key) is null).Concat(Chosen.Items).ToDictionary();

    /// <summary>Name of an article.</summary>
    public string Name(string code) => Catalogue.Find(code)?.Product.Name ?? code;

    /// <summary>What a term of so many years costs.</summary>
    public Quote Quote(int years) => Catalogue.Price(Chosen.Items.Select(i => (i.Key, i.Value)), years);

    /// <summary>The most units that can be renewed: never fewer than there are.</summary>
    public int MostOf(Offer offer) => MostOf(offer, Present);

    /// <summary>
    /// For how long the chosen space will do, in words; null when no number of invoices was given. The shop does not measure what is used,
    /// so it says what it reckons with.
    /// </summary>
    /// <param name="typed">Invoices expected in a year, as typed; what is no number is an error of its field.</param>
    /// <param name="perGigabyte">Ordinary invoices in a gigabyte.</param>
    /// <param name="state">Where the error goes.</param>
    public string? SpaceForecast(string? typed, int perGigabyte, ModelStateDictionary state)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (!int.TryParse(typed.Replace(".", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var invoices) || invoices is < 1 or > MostInvoices)
        {
            state.AddModelError(nameof(ContentsForm.Fatture), $"Scrivi quante fatture prevedi in un anno, da 1 a {Thousands(MostInvoices)}");
            return null;
        }

        var gigabytes = ServiceRow.IncludedGigabytes + Chosen.Items.GetValueOrDefault(DemoCatalogue.Spazio);
        var years = (long)gigabytes * perGigabyte / invoices;
        var lasts = years switch { < 1 => "meno di un anno", 1 => "circa un anno", > ManyYears => $"più di {ManyYears} anni", _ => $"circa {years} anni" };
        return $"Con {Thousands(invoices)} fatture l'anno, {gigabytes} GB bastano per {lasts}. Contiamo {Thousands(perGigabyte)} fatture ordinarie per GB; le fatture con allegati occupano di più e quelle che hai già non sono contate.";
    }

    /// <summary>Writes the settled choice into the form; what was typed and is wrong stays as typed.</summary>
    public void WriteTo(ContentsForm form, ModelStateDictionary state)
    {
        foreach (var offer in Modules)
        {
            form.Moduli[offer.Code] = Chosen.Items.ContainsKey(offer.Code);
            state.Remove($"{nameof(form.Moduli)}[{offer.Code}]");
        }

        foreach (var offer in Extras)
        {
            form.Quantita[offer.Code] = Chosen.Items.GetValueOrDefault(offer.Code).ToString(CultureInfo.InvariantCulture);
            if (state.GetFieldValidationState(KeyOf(offer)) != ModelValidationState.Invalid)
            {
                state.Remove(KeyOf(offer));
            }
        }
    }

    private static int MostOf(Offer offer, IReadOnlyDictionary<string, int> present) => Math.Max(offer.Product.MaxQuantity, present.GetValueOrDefault(offer.Code));

    private static string KeyOf(Offer offer) => $"{nameof(ContentsForm.Quantita)}[{offer.Code}]";

    private static Dictionary<string, int> Read(string seen) => seen.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split(':'))
        .Where(p => p.Length == 2 && int.TryParse(p[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .GroupBy(p => p[0]).ToDictionary(g => g.Key, g => int.Parse(g.First()[1], CultureInfo.InvariantCulture));

    private static int Units(Offer offer, IReadOnlyDictionary<string, int> present, Dictionary<string, int> before, ContentsForm form, ModelStateDictionary state)
    {
        var (typed, most) = (form.Quantita.GetValueOrDefault(offer.Code)?.Trim(), MostOf(offer, present));
        if (string.IsNullOrEmpty(typed))
        {
            return 0;
        }

        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units <= most)
        {
            return units;
        }

        state.AddModelError(KeyOf(offer), $"Scrivi un numero da 0 a {most}");
        return Math.Min(before.GetValueOrDefault(offer.Code), most);
    }

    private static string Thousands(int number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');

    private string Names(IEnumerable<string> codes) => string.Join(" e ", codes.Select(Name));
}
