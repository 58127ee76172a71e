using Aruba.Fatturazione.Web.Development;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Aruba.Fatturazione.Web.Tests.Development;

public sealed class DevelopmentAddressTests
{
    [Theory]
    [InlineData("Development", "http://127.0.0.1:7001", null, "http://127.0.0.1:7001")]
    [InlineData("Development", "http://127.0.0.1:7001", StoreApp.DefaultUrl, "http://127.0.0.1:7001")]
    [InlineData("Development", "http://*:7001/;https://*:7002", StoreApp.DefaultUrl, "http://localhost:7001")]
    [InlineData("Development", "http://0.0.0.0:7001", StoreApp.DefaultUrl, "http://localhost:7001")]
    [InlineData("Development", "http://[::]:7001", StoreApp.DefaultUrl, "http://localhost:7001")]
    [InlineData("Development", "http://127.0.0.1:0", StoreApp.DefaultUrl, StoreApp.DefaultUrl)]
    [InlineData("Development", "http://127.0.0.1:7001", "https://prova.example", "https://prova.example")]
    [InlineData("Development", null, StoreApp.DefaultUrl, StoreApp.DefaultUrl)]
    [InlineData("Production", "http://127.0.0.1:7001", StoreApp.DefaultUrl, StoreApp.DefaultUrl)]
    public void Links_follow_the_listening_address_only_in_development_and_only_when_nobody_chose_another(
        string environment, string? urls, string? chosen, string expected)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection([new("urls", urls), new("Store:PublicUrl", chosen)]);

        builder.FollowListeningAddress();

        Assert.Equal(expected, builder.Configuration["Store:PublicUrl"]);
    }
}
