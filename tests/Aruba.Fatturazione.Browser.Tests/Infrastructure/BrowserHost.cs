using System.Net;
using System.Net.Sockets;
using Aruba.Fatturazione.Web.Tests.Account;

namespace Aruba.Fatturazione.Browser.Tests.Infrastructure;

/// <summary>
/// The shop under the address that its mails and the providers' return links name, with both providers. Shop (localhost) and
/// sandbox (127.0.0.1) are different sites to a browser, as they will be in life.
/// </summary>
public sealed class BrowserHost : AccountHost
{
    private readonly int port = FreePort();

    /// <summary>Where people find the shop.</summary>
    public string Public => $"http://localhost:{port}";

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("urls", $"http://127.0.0.1:{port}"),
        new("Store:PublicUrl", Public),
        new("PayPal:ApiBase", $"{Sandbox.BaseAddress}paypal"),
        new("PayPal:ClientId", "sandbox-client"),
        new("PayPal:ClientSecret", "sandbox-secret"),
        new("PayPal:WebhookId", "WH-SANDBOX"),
    ];

    /// <summary>Somebody with a window of their own.</summary>
    internal async Task<Window> NewWindowAsync(Manner manner = Manner.Mouse) => await Window.OpenAsync(this, manner);

    /// <summary>A window in which the same person is signed in as in a browser without pictures.</summary>
    internal async Task<Window> WindowOfAsync(Web.Tests.Infrastructure.Browser browser, Manner manner = Manner.Mouse)
    {
        var window = await NewWindowAsync(manner);
        await window.Page.Context.AddCookiesAsync(browser.Cookies.GetAllCookies().Select(c => new Microsoft.Playwright.Cookie { Name = c.Name, Value = c.Value, Url = Public, HttpOnly = c.HttpOnly }));
        return window;
    }

    /// <summary>Runs the outbox until nothing is due.</summary>
    public async Task FinishAsync()
    {
        while (await RunOutboxAsync() > 0)
        {
            // One round makes the work of the next.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
