using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

public sealed class ProviderMischiefTests(SandboxHost sandbox) : IClassFixture<SandboxHost>, IAsyncLifetime
{
    public async Task InitializeAsync() => (await sandbox.Http.DeleteAsync("/mischief")).EnsureSuccessStatusCode();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_switches_of_the_providers_are_set_and_read_by_api()
    {
        var answer = await sandbox.Http.PutAsJsonAsync("/mischief", new
        {
            http = new { rules = new[] { new { provider = "stripe", path = "POST /v1/payment_intents/*/confirm", fault = "TimeoutAfter", times = 1 } } },
            webhooks = new { rules = new[] { new { provider = "paypal", mode = "Double" } }, address = "http://127.0.0.1:1" },
        });

        var state = JsonDocument.Parse(await sandbox.JsonAsync("/mischief")).RootElement;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("TimeoutAfter", state.GetProperty("http").GetProperty("rules")[0].GetProperty("fault").GetString());
        Assert.Equal("Double", state.GetProperty("webhooks").GetProperty("rules")[0].GetProperty("mode").GetString());
        Assert.Equal("http://127.0.0.1:1", state.GetProperty("webhooks").GetProperty("address").GetString());
        Assert.Empty(state.GetProperty("smtp").GetProperty("rules").EnumerateArray());
    }

    [Theory]
    [InlineData("""{ "http": { "rules": [ { "provider": "altro", "path": "/", "fault": "Delay" } ] } }""")]
    [InlineData("""{ "http": { "rules": [ { "provider": "stripe", "path": "", "fault": "Delay" } ] } }""")]
    [InlineData("""{ "http": { "rules": [ { "provider": "stripe", "path": "/", "fault": "Explode" } ] } }""")]
    [InlineData("""{ "http": { "rules": [ { "provider": "stripe", "path": "/", "fault": "Status", "status": 99 } ] } }""")]
    [InlineData("""{ "http": { "rules": [ { "provider": "stripe", "path": "/", "fault": "Delay", "seconds": -1 } ] } }""")]
    [InlineData("""{ "http": { "rules": [ { "provider": "stripe", "path": "/", "fault": "Delay", "times": 0 } ] } }""")]
    [InlineData("""{ "webhooks": { "rules": [ { "provider": "stripe", "mode": "Lose" } ] } }""")]
    [InlineData("""{ "webhooks": { "address": "https://attacker.example" } }""")]
    public async Task A_switch_that_makes_no_sense_is_refused_and_changes_nothing(string json)
    {
        sandbox.App.HttpMischief.Add(new("stripe", "/v1/refunds", Fatturazione.Sandbox.Mischief.HttpFault.Delay));

        var answer = await sandbox.Http.PutAsync("/mischief", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/v1/refunds", Assert.Single(sandbox.App.HttpMischief.Rules).Path);
    }

    [Fact]
    public async Task The_page_sets_the_same_switches_and_empty_fields_take_the_usual_values()
    {
        var calls = await sandbox.Http.PostAsync("/mischief/chiamate", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Fornitore"] = "paypal",
            ["Percorso"] = "POST /v2/checkout/orders",
            ["Guasto"] = "TooMany",
            ["Esito"] = "",
            ["Secondi"] = "2.5",
            ["Volte"] = "",
        }));
        var news = await sandbox.Http.PostAsync("/mischief/avvisi", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Fornitore"] = "stripe",
            ["Guasto"] = "Reorder",
            ["Secondi"] = "",
            ["Volte"] = "2",
        }));

        var rule = Assert.Single(sandbox.App.HttpMischief.Rules);
        var page = (await sandbox.PageAsync("/mischief")).Body?.TextContent;
        Assert.Equal(HttpStatusCode.SeeOther, calls.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, news.StatusCode);
        Assert.Equal((null, 2.5, null), (rule.Status, rule.Seconds, rule.Times));
        Assert.Equal(2, Assert.Single(sandbox.App.WebhookMischief.Rules).Times);
        Assert.Contains("Troppe richieste", page);
        Assert.Contains("ancora 2 volte", page);
    }

    [Fact]
    public async Task The_ledger_of_a_new_world_has_every_list_and_nothing_in_it()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await sandbox.Http.DeleteAsync("/ledger")).StatusCode);

        var ledger = await sandbox.Http.GetFromJsonAsync<Dictionary<string, object[]>>("/ledger");

        Assert.Equal(["calls", "captures", "disputes", "refunds", "refusedRequests", "vault"], ledger?.Keys.Order());
        Assert.All(ledger ?? [], list => Assert.Empty(list.Value));
    }
}
