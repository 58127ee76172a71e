using System.Diagnostics;
using System.Text.Json;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aruba.Fatturazione.Web.Tests.Operations;

public sealed class LogTests
{
    [Theory]
    [InlineData("posta a mario.rossi+prova@studio.example non accettata", "posta a [mail] non accettata")]
    [InlineData("utente 12345678@aruba.it", "utente [mail]")]
    [InlineData("CF RSSMRA85T10A562S.", "CF [codice fiscale].")]
    [InlineData("CF rssmra85t10a562s", "CF [codice fiscale]")]
    [InlineData("CF RSSMRAURTMLARSNL", "CF [codice fiscale]")]
    [InlineData("P.IVA 12345670785, IT12345670785, ARUBA12345670785", "P.IVA [partita iva], [partita iva], [partita iva]")]
    [InlineData("tel +393331234567", "tel [telefono]")]
    [InlineData("carta 4242-4242-4242-4242, letta in 0.4242424242424242 s", "carta [carta], letta in 0.4242424242424242 s")]
    [InlineData("t=GjTkgRe7vZakgl9XEkl7_zJeDqaVTEnrSKJdKj4uFvg fine", "t=[token] fine")]
    [InlineData("""{"@t":"2026-11-24T05:09:26.7890395Z","@tr":"6906df94627eea70f486e2719c0ad59b","n":1234567}""", """{"@t":"2026-11-24T05:09:26.7890395Z","@tr":"6906df94627eea70f486e2719c0ad59b","n":1234567}""")]
    [InlineData("System.InvalidOperationException at AutoValidateAntiforgeryTokenAuthorizationFilter.OnAuthorizationAsync", "System.InvalidOperationException at AutoValidateAntiforgeryTokenAuthorizationFilter.OnAuthorizationAsync")]
    public void What_looks_like_somebodys_data_is_masked_and_the_rest_stays(string line, string masked) => Assert.Equal(masked, Masking.Mask(line));

    [Fact]
    public async Task Every_event_is_one_line_of_JSON_without_query_path_or_data()
    {
        var store = new FileHost();
        await store.InitializeAsync();
        using (var browser = store.NewBrowser())
        {
            await browser.OpenAsync("/contatti?canarino=interrogazione");
            await browser.OpenAsync("/canarino-nel-percorso");
            await browser.OpenAsync("/assistenza/benvenuto?t=GjTkgRe7vZakgl9XEkl7_zJeDqaVTEnrSKJdKj4uFvg");
        }

        var logger = store.Services.GetRequiredService<ILogger<LogTests>>();
#pragma warning disable CA1848 // A careless line is what this is about.
        logger.LogError(new InvalidOperationException("rifiutato mario@canarino.example\r\n{\"@l\":\"falso\"}"), "Valore {Value}", "una\r\nriga RSSMRA85T10A562S");
#pragma warning restore CA1848
        await store.DisposeAsync();

        var lines = await File.ReadAllLinesAsync(Directory.GetFiles(store.Folder).Single());
        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        LogCanary.AssertAbsent(store.Folder, "canarino", "GjTkgRe7vZakgl9XEkl7", "RSSMRA85T10A562S");
        var request = lines.Select(l => JsonDocument.Parse(l).RootElement).Single(l => l.TryGetProperty("Route", out var r) && r.GetString() == "/contatti");
        Assert.Equal(200, request.GetProperty("StatusCode").GetInt32());
        Assert.Equal(32, request.GetProperty("@tr").GetString()!.Length);
        Directory.Delete(store.Folder, recursive: true);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_does_not_stop_the_shop()
    {
        var store = new FileHost("/proc/nessuna-cartella");
        await store.InitializeAsync();
        using var browser = store.NewBrowser();

        Assert.Equal("Contatti", (await browser.OpenAsync("/contatti")).Heading[.."Contatti".Length]);
        await store.DisposeAsync();
    }

    [Fact]
    public void A_span_keeps_the_route_and_loses_path_query_and_address()
    {
        using var span = new Activity("GET");
        span.SetTag("url.path", "/assistenza/ordini/1").SetTag("url.query", "t=segreto").SetTag("client.address", "192.0.2.1").SetTag("http.route", "/assistenza/ordini/{number}");

        TelemetrySetup.Redact(span, "/assistenza/ordini/{number}");

        Assert.Equal("/assistenza/ordini/{number}", span.GetTagItem("url.path"));
        Assert.Null(span.GetTagItem("url.query"));
        Assert.Null(span.GetTagItem("client.address"));
    }

    private sealed class FileHost(string? folder = null) : StoreHost
    {
        public string Folder { get; } = folder ?? Directory.CreateTempSubdirectory("shop-logs-").FullName;

        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Logs:Folder", Folder)];
    }
}

/// <summary>Looks for what must not be in any log: give it the folder and everything a test typed.</summary>
internal static class LogCanary
{
    public static void AssertAbsent(string folder, params string[] canaries)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.All(canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.OrdinalIgnoreCase));
        }
    }
}
