using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Subscriptions;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Subscriptions;

public sealed class ServiceExtensionTests
{
    private static readonly (string, int)[] Included = [("service", 1), ("users", 3)];
    private static readonly (string, int)[] Added = [("module", 1), ("users", 2)];

    private static Gen<DateOnly> Days { get; } = Gen.Int[0, 36_524].Select(d => new DateOnly(2000, 1, 1).AddDays(d));

    private static Gen<Case> Cases { get; } =
        Gen.Select(Days, Gen.Int[0, 2_000], Gen.Long[0, 50_000], Gen.Long[1, 9_999], Gen.Int[0, 1].Select(i => i == 0 ? 2200 : 1000))
            .Select((today, left, service, extra, iva) => new Case(today, today.AddDays(left), CatalogueOf(service, extra, iva)));

    [Fact]
    public void Over_10000_days_the_service_ends_where_what_was_added_ends_without_gap_or_overlap() =>
        Cases.Sample(
            c =>
            {
                var on = c.Extension(prolong: true);
                Assert.Equal(c.ExpiresOn, on.From);
                Assert.InRange(on.To, c.ExpiresOn, Term.FirstExpiry(c.ExpiresOn, 1));
                Assert.Equal(Term.FirstExpiry(c.Today, on.Quote.Years), on.To);
                Assert.True(on.Quote.Years == 1 || Term.FirstExpiry(c.Today, on.Quote.Years - 1) < c.ExpiresOn, "a year less would do");
                Assert.All(on.Prolonged, l => Assert.Equal(on.To.DayNumber - on.From.DayNumber, l.Share!.Value.Days));
                Assert.Equal(on.Prolongs ? Included.Length : 0, on.Prolonged.Count());
            },
            iter: 10_000);

    [Fact]
    public void Over_10000_days_the_total_is_the_sum_of_its_lines_and_no_line_costs_more_than_its_years() =>
        Cases.Sample(
            c =>
            {
                var (on, off) = (c.Extension(prolong: true), c.Extension(prolong: false));
                Assert.Equal(on.Quote.Net.Cents, on.Quote.Lines.Sum(l => l.Net.Cents));
                Assert.All(on.Added, l => Assert.Equal(l.Offer.UnitNet * l.Quantity * on.Quote.Years, l.Net));
                Assert.All(on.Prolonged, l => Assert.InRange(l.Net.Cents, 0, (l.Offer.UnitNet * l.Quantity).Cents));
                Assert.All(on.Prolonged.Where(l => l.Share!.Value.Days == l.Share!.Value.Of), l => Assert.Equal(l.Offer.UnitNet * l.Quantity, l.Net));
                Assert.All(on.Prolonged, l => Assert.InRange(Error(l), -0.5m, 0.5m));

                // Off: full price for what is added, nothing else; the switch never makes it dearer.
                Assert.Equal((c.ExpiresOn, false), (off.To, off.Prolongs));
                Assert.Equal(on.Added, off.Quote.Lines);
                Assert.True(off.Quote.Gross <= on.Quote.Gross);
            },
            iter: 10_000);

    [Fact]
    public void Over_10000_days_a_day_more_to_prolong_never_costs_less() =>
        Cases.Where(c => c.ExpiresOn > c.Today).Sample(
            c =>
            {
                var (shorter, longer) = (c.Extension(prolong: true), (c with { ExpiresOn = c.ExpiresOn.AddDays(-1) }).Extension(prolong: true));
                if (shorter.Quote.Years == longer.Quote.Years)
                {
                    Assert.Equal(shorter.To, longer.To);
                    Assert.True(shorter.Prolonged.Sum(l => l.Net.Cents) <= longer.Prolonged.Sum(l => l.Net.Cents));
                }
            },
            iter: 10_000);

    [Theory]
    [InlineData("2026-11-24", "2027-03-10", "2027-11-24", 259, 366)] // the year that begins on 10 March 2027 holds 29 February 2028
    [InlineData("2026-11-24", "2026-11-24", "2027-11-24", 365, 365)] // on the last day: a whole year
    [InlineData("2028-02-29", "2028-03-31", "2029-02-28", 334, 365)]
    [InlineData("2027-02-28", "2028-02-29", "2029-02-28", 365, 365)] // a year from today misses the expiry by a day: two
    [InlineData("2026-11-24", "2029-11-23", "2029-11-24", 1, 365)]
    [InlineData("2026-11-24", "2029-11-24", "2029-11-24", 0, 0)] // ends there already
    public void Some_days_by_hand(string today, string expiresOn, string to, int days, int of)
    {
        var extension = new Case(DateOnly.Parse(today), DateOnly.Parse(expiresOn), CatalogueOf(3_650, 1_000, 2200)).Extension(prolong: true);

        Assert.Equal(DateOnly.Parse(to), extension.To);
        Assert.All(extension.Prolonged, l => Assert.Equal(new DayShare(days, of), l.Share));
        Assert.Equal(days == 0 ? [] : [new Importo(3_650).Part(new(days, of)), new Importo(3_000).Part(new(days, of))], extension.Prolonged.Select(l => l.Net));
    }

    [Fact]
    public void What_is_not_on_sale_is_neither_added_nor_prolonged()
    {
        var today = new DateOnly(2026, 11, 24);
        var catalogue = CatalogueOf(3_650, 1_000, 2200);

        Assert.Null(ServiceExtension.Of(Included, [("gone", 1)], today.AddDays(30), catalogue, today, prolong: false));
        Assert.Null(ServiceExtension.Of([("gone", 1)], Added, today.AddDays(30), catalogue, today, prolong: true));
        Assert.NotNull(ServiceExtension.Of([("gone", 1)], Added, today.AddDays(30), catalogue, today, prolong: false));
    }

    // Cents by which the line differs from its exact part.
    private static decimal Error(PricedLine line) =>
        line.Net.Cents - ((decimal)(line.Offer.UnitNet * line.Quantity).Cents * line.Share!.Value.Days / line.Share!.Value.Of);

    private static Catalogue CatalogueOf(long service, long extra, int iva)
    {
        Product Entry(string code, ProductKind kind) => new() { Code = code, Name = code, Summary = "", Kind = kind, MaxQuantity = 9 };
        Price Of(string code, long cents, int rate) => new() { ProductCode = code, NetCents = cents, IvaBasisPoints = rate, ValidFrom = default };
        return new Catalogue(
            [Entry("service", ProductKind.Service), Entry("module", ProductKind.Module), Entry("users", ProductKind.Extra)],
            [Of("service", service, 2200), Of("module", extra, iva), Of("users", extra, 2200)], [], new DateOnly(2026, 1, 1));
    }

    private sealed record Case(DateOnly Today, DateOnly ExpiresOn, Catalogue Catalogue)
    {
        public ServiceExtension Extension(bool prolong) => ServiceExtension.Of(Included, Added, ExpiresOn, Catalogue, Today, prolong)!;
    }
}
