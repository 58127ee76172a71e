using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Home;

public sealed class ProductPageTests(StoreHost store) : IClassFixture<StoreHost>
{
    [Fact]
    public async Task Prices_are_data_and_a_change_shows_within_seconds()
    {
        using var browser = store.NewBrowser();
        Assert.Contains("29,90", (await browser.OpenAsync("/")).Text);

        await store.InDatabaseAsync(db => db.Prices.Where(p => p.ProductCode == DemoCatalogue.Service).ExecuteUpdateAsync(s => s.SetProperty(p => p.NetCents, 3_333)));
        store.Clock.Advance(TimeSpan.FromSeconds(6));

        var changed = await browser.OpenAsync("/");
        Assert.Contains("33,33", changed.Text);
        Assert.Contains("40,66", changed.Text);
        Assert.DoesNotContain("29,90", changed.Text);
    }

    [Fact]
    public async Task The_kept_page_is_light_has_no_script_no_token_and_all_headers()
    {
        using var browser = store.NewBrowser();
        await browser.OpenAsync("/");
        var kept = await browser.OpenAsync("/");

        Assert.True(kept.Html.Length < 20_000, $"{kept.Html.Length}");
        Assert.Empty(kept.Document.QuerySelectorAll("script, form, [style]"));
        Assert.Contains("script-src 'none'", kept.Answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(kept.Answer.Headers.Contains("X-Content-Type-Options"));
        Assert.False(kept.Answer.Headers.Contains("Set-Cookie"));
    }
}
