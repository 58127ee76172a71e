using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Believes what a reverse proxy says of the client, but only the proxies that the configuration names.</summary>
internal static class Proxies
{
    public static void UseStoreProxies(this WebApplication app)
    {
        var store = app.Services.GetRequiredService<IOptions<StoreOptions>>().Value;
        if (store.TrustedProxies.Count == 0)
        {
            return;
        }

        // No limit on the number of hops: the walk from the nearest hop stops at the first that is not trusted.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in store.TrustedProxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }

        app.UseForwardedHeaders(options);
    }
}
