using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OtpNet;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

public sealed class SandboxPagesTests(SandboxHost sandbox) : IClassFixture<SandboxHost>, IAsyncLifetime
{
    private const string Secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private const string Hostile = "<script>alert(1)</script>\"' onmouseover=x &amp;";

    public Task InitializeAsync()
    {
        sandbox.App.Mailbox.Clear();
        sandbox.App.SmtpMischief.Reset();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_mailbox_is_a_json_array_newest_first_and_filtered_by_recipient()
    {
        await sandbox.SendAsync(SandboxHost.Mail("Uno", "maria@esempio.example", "testo", "<p>html</p>"));
        await sandbox.SendAsync(SandboxHost.Mail("Due", "luca@esempio.example"));

        var all = JsonDocument.Parse(await sandbox.JsonAsync("/posta")).RootElement;
        var filtered = JsonDocument.Parse(await sandbox.JsonAsync("/posta?destinatario=MARIA")).RootElement;

        Assert.Equal(["Due", "Uno"], all.EnumerateArray().Select(m => m.GetProperty("subject").GetString()));
        var mail = Assert.Single(filtered.EnumerateArray());
        Assert.Equal(["at", "from", "html", "id", "messageId", "subject", "text", "to"], mail.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("maria@esempio.example", mail.GetProperty("to")[0].GetString());
        Assert.Equal("<p>html</p>", mail.GetProperty("html").GetString()?.Trim());
        Assert.Equal(sandbox.Clock.GetUtcNow().UtcDateTime, mail.GetProperty("at").GetDateTime());
        Assert.Equal(DateTimeKind.Utc, mail.GetProperty("at").GetDateTime().Kind);
    }

    [Fact]
    public async Task A_hostile_subject_is_shown_as_text()
    {
        await sandbox.SendAsync(SandboxHost.Mail(Hostile, text: Hostile, html: $"<p>{Hostile}</p>"));
        var id = Assert.Single(sandbox.App.Mailbox.All).Id;

        foreach (var address in new[] { "/posta", $"/posta/{id}", $"/posta/{id}?parte=testo", $"/posta/{id}?parte=sorgente" })
        {
            var page = await sandbox.PageAsync(address);
            Assert.Empty(page.QuerySelectorAll("script, [onmouseover]"));
            Assert.Contains(Hostile, page.Body?.TextContent);
        }
    }

    [Fact]
    public async Task The_html_part_runs_nothing_and_reaches_nothing()
    {
        await sandbox.SendAsync(SandboxHost.Mail(html: "<html><head></head><body><a href=\"http://localhost/attiva\">Attiva</a></body></html>"));
        var id = Assert.Single(sandbox.App.Mailbox.All).Id;

        var response = await sandbox.Http.GetAsync($"/posta/{id}/html");
        var frame = (await sandbox.PageAsync($"/posta/{id}")).QuerySelector("iframe");

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("sandbox", policy);
        Assert.DoesNotContain("allow-scripts", policy);
        Assert.DoesNotContain("allow-same-origin", policy);
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("allow-scripts", frame?.GetAttribute("sandbox"));
        Assert.Contains("target=\"_blank\"", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_links_of_the_text_part_can_be_followed()
    {
        await sandbox.SendAsync(SandboxHost.Mail(text: "Apri http://localhost:5000/pannello/primo-accesso?t=1&u=2.\r\nCiao"));

        var page = await sandbox.PageAsync($"/posta/{Assert.Single(sandbox.App.Mailbox.All).Id}");

        Assert.NotNull(page.QuerySelector("a[href='http://localhost:5000/pannello/primo-accesso?t=1&u=2']"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/posta")]
    [InlineData("/posta?destinatario=nessuno")]
    [InlineData("/posta/999999")]
    [InlineData("/mischief")]
    [InlineData("/ledger")]
    public async Task Every_page_is_italian_has_one_heading_and_no_inline_code(string address)
    {
        var page = await sandbox.PageAsync(address);

        Assert.Equal("it", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(page.Title ?? "");
        Assert.Empty(page.QuerySelectorAll("script, style, [style], [onclick], [onload]"));
        Assert.All(page.QuerySelectorAll("input:not([type=radio]):not([type=checkbox])"), i => Assert.NotNull(page.QuerySelector($"label[for={i.Id}]")));
    }

    [Fact]
    public async Task The_mailbox_is_emptied_by_the_button_and_by_delete()
    {
        await sandbox.SendAsync(SandboxHost.Mail());
        Assert.Equal(HttpStatusCode.SeeOther, (await sandbox.Http.PostAsync("/posta/svuota", content: null)).StatusCode);
        Assert.Empty(sandbox.App.Mailbox.All);

        await sandbox.SendAsync(SandboxHost.Mail());
        Assert.Equal(HttpStatusCode.NoContent, (await sandbox.Http.DeleteAsync("/posta")).StatusCode);
        Assert.Empty(sandbox.App.Mailbox.All);
    }

    [Fact]
    public async Task The_announced_agent_gets_the_same_code_as_an_authenticator_app()
    {
        await AnnounceAsync();
        sandbox.Clock.Advance(TimeSpan.FromSeconds(41));
        var now = sandbox.Clock.GetUtcNow().UtcDateTime;
        var expected = new Totp(Base32Encoding.ToBytes(Secret)).ComputeTotp(now);

        var shop = JsonDocument.Parse(await sandbox.JsonAsync("/shop")).RootElement;
        var page = await sandbox.PageAsync("/");

        var agent = shop.GetProperty("accounts")[1];
        Assert.Equal("http://localhost:5000", shop.GetProperty("storeUrl").GetString());
        Assert.Equal(expected, agent.GetProperty("oneTimeCode").GetString());
        Assert.InRange(agent.GetProperty("expiresInSeconds").GetInt32(), 1, 30);
        Assert.Equal(JsonValueKind.Null, shop.GetProperty("accounts")[0].GetProperty("oneTimeCode").ValueKind);
        Assert.Equal(expected, page.QuerySelector(".otp")?.TextContent);
        Assert.NotNull(page.QuerySelector("a[href='http://localhost:5000/assistenza']"));
        Assert.DoesNotContain(Secret, page.Source.Text);
    }

    [Theory]
    [InlineData("""{ "storeUrl": "javascript:alert(1)", "accounts": [] }""")]
    [InlineData("""{ "storeUrl": "http://localhost:5000" }""")]
    [InlineData("""{ "storeUrl": "http://localhost:5000", "accounts": [ null ] }""")]
    [InlineData("""{ "storeUrl": "http://localhost:5000", "accounts": [ { "role": "x", "username": "x", "password": "x", "totpSecret": "non base32!" } ] }""")]
    [InlineData("nulla")]
    public async Task An_announcement_that_makes_no_sense_is_refused(string json)
    {
        var answer = await sandbox.Http.PutAsync("/shop", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Other_names_and_other_sites_are_turned_away()
    {
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/shop");
        rebound.Headers.Host = "attacker.example";
        using var elsewhere = new HttpRequestMessage(HttpMethod.Post, "/posta/svuota");
        elsewhere.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.Forbidden, (await sandbox.Http.SendAsync(rebound)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await sandbox.Http.SendAsync(elsewhere)).StatusCode);
    }

    private async Task AnnounceAsync()
    {
        var answer = await sandbox.Http.PutAsJsonAsync("/shop", new
        {
            storeUrl = "http://localhost:5000/",
            accounts = new object[]
            {
                new { role = "Cliente", username = "1234567@aruba.it", password = "prova", note = Hostile, totpSecret = (string?)null },
                new { role = "Assistenza", username = "agente@esempio.example", password = "prova", note = "", totpSecret = Secret },
            },
        });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
