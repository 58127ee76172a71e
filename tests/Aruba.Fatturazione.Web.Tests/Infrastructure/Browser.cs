using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Aruba.Fatturazione.Web.Tests.Infrastructure;

/// <summary>A browser without JavaScript: cookies, redirects, forms.</summary>
public sealed class Browser : IDisposable
{
    private static readonly HtmlParser Parser = new();
    private readonly HttpClient client;

    public Browser(Uri address)
    {
        Address = address;
        client = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(60),
        };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Prova/1.0");
    }

    public Uri Address { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The raw client: same cookies, no redirects followed.</summary>
    public HttpClient Client => client;

    /// <summary>Opens an address and follows redirects, as a person would.</summary>
    public async Task<Page> OpenAsync(string address) => await FollowAsync(await client.GetAsync(address));

    /// <summary>Sends a form and follows redirects.</summary>
    public async Task<Page> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields) =>
        await FollowAsync(await PostOnceAsync(address, fields));

    /// <summary>Sends a form and returns the bare answer.</summary>
    public Task<HttpResponseMessage> PostOnceAsync(string address, IEnumerable<KeyValuePair<string, string>> fields) =>
        client.PostAsync(address, new FormUrlEncodedContent(fields));

    /// <summary>Sends a form with a file and follows redirects.</summary>
    public async Task<Page> UploadAsync(string address, IEnumerable<KeyValuePair<string, string>> fields, string fileField, string fileName, byte[] content)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(content), fileField, fileName);
        return await FollowAsync(await client.PostAsync(address, form));
    }

    public void Dispose() => client.Dispose();

    private async Task<Page> FollowAsync(HttpResponseMessage answer)
    {
        for (var hops = 0; hops < 10 && (int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } location; hops++)
        {
            var target = new Uri(answer.RequestMessage!.RequestUri!, location);
            answer.Dispose();
            answer = await client.GetAsync(target);
        }

        var html = await answer.Content.ReadAsStringAsync();
        var document = (IHtmlDocument)Parser.ParseDocument(html);
        return new Page(this, answer, html, document);
    }
}
