using System.Net;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Operations;

public sealed class StartTests(StoreHost store) : IClassFixture<StoreHost>
{
    [Fact]
    public async Task The_shop_starts_with_a_catalogue_and_says_that_it_lives()
    {
        using var browser = store.NewBrowser();
        using var answer = await browser.Client.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(await store.InDatabaseAsync(db => db.Products.CountAsync()) >= 7);
    }
}
