using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aruba.Fatturazione.Sandbox.Smtp;
using MailKit.Net.Smtp;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

public sealed class SmtpMischiefTests(SandboxHost sandbox) : IClassFixture<SandboxHost>, IAsyncLifetime
{
    public Task InitializeAsync()
    {
        sandbox.App.Mailbox.Clear();
        sandbox.App.SmtpMischief.Reset();
        sandbox.App.SmtpMischief.SlowDelay = TimeSpan.FromSeconds(3);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(SmtpBehaviour.RefuseTemporarily, 452)]
    [InlineData(SmtpBehaviour.RefusePermanently, 550)]
    public async Task A_refused_recipient_sees_the_code_and_nothing_is_kept(SmtpBehaviour behaviour, int code)
    {
        sandbox.App.SmtpMischief.Set(behaviour);

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => sandbox.SendAsync(SandboxHost.Mail()));

        Assert.Equal(code, (int)refusal.StatusCode);
        Assert.Empty(sandbox.App.Mailbox.All);
    }

    [Fact]
    public async Task A_server_that_hangs_never_answers_and_keeps_nothing()
    {
        sandbox.App.SmtpMischief.Set(SmtpBehaviour.Hang);
        using var client = await sandbox.ConnectAsync();
        client.Timeout = 300;

        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(SandboxHost.Mail()));

        Assert.Empty(sandbox.App.Mailbox.All);
    }

    [Fact]
    public async Task A_connection_reset_after_the_data_leaves_the_mail_kept_and_the_sender_unsure()
    {
        sandbox.App.SmtpMischief.Set(SmtpBehaviour.CloseAfterData, once: true);

        var broken = await Assert.ThrowsAnyAsync<Exception>(() => sandbox.SendAsync(SandboxHost.Mail("Prima")));
        await sandbox.SendAsync(SandboxHost.Mail("Prima"));

        Assert.True(broken is IOException or SmtpProtocolException, broken.GetType().Name);
        Assert.Equal(2, sandbox.App.Mailbox.All.Count);
    }

    [Fact]
    public async Task A_slow_server_answers_after_its_delay()
    {
        sandbox.App.SmtpMischief.SlowDelay = TimeSpan.FromMilliseconds(300);
        sandbox.App.SmtpMischief.Set(SmtpBehaviour.Slow);
        var started = TimeProvider.System.GetTimestamp();

        await sandbox.SendAsync(SandboxHost.Mail());

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(290));
        Assert.Single(sandbox.App.Mailbox.All);
    }

    [Fact]
    public async Task A_rule_for_one_recipient_leaves_the_others_alone_and_once_means_once()
    {
        sandbox.App.SmtpMischief.Set(SmtpBehaviour.RefusePermanently, "Maria@esempio.example", once: true);

        await sandbox.SendAsync(SandboxHost.Mail(to: "luca@esempio.example"));
        await Assert.ThrowsAsync<SmtpCommandException>(() => sandbox.SendAsync(SandboxHost.Mail(to: "maria@esempio.example")));
        await sandbox.SendAsync(SandboxHost.Mail(to: "maria@esempio.example"));

        Assert.Equal(["luca@esempio.example", "maria@esempio.example"], sandbox.App.Mailbox.All.SelectMany(m => m.To));
        Assert.Empty(sandbox.App.SmtpMischief.Rules);
    }

    [Fact]
    public async Task An_exception_for_one_recipient_wins_over_the_rule_for_all()
    {
        sandbox.App.SmtpMischief.Set(SmtpBehaviour.RefusePermanently);
        sandbox.App.SmtpMischief.Set(SmtpBehaviour.Accept, "maria@esempio.example");

        await sandbox.SendAsync(SandboxHost.Mail(to: "maria@esempio.example"));

        await Assert.ThrowsAsync<SmtpCommandException>(() => sandbox.SendAsync(SandboxHost.Mail(to: "luca@esempio.example")));
    }

    [Fact]
    public async Task Programs_set_and_read_the_switches_as_json()
    {
        var answer = await sandbox.Http.PutAsJsonAsync("/mischief", new
        {
            smtp = new { slowMilliseconds = 10, rules = new[] { new { behaviour = "RefuseTemporarily", recipient = (string?)null, once = true } } },
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAsync<SmtpCommandException>(() => sandbox.SendAsync(SandboxHost.Mail()));
        await sandbox.Http.PutAsJsonAsync("/mischief", new { smtp = new { rules = new[] { new { behaviour = "Hang", recipient = "a@b.example" } } } });
        var smtp = JsonDocument.Parse(await sandbox.JsonAsync("/mischief")).RootElement.GetProperty("smtp");
        Assert.Equal(10, smtp.GetProperty("slowMilliseconds").GetInt32());
        Assert.Equal("""[{"behaviour":"Hang","recipient":"a@b.example","once":false}]""", smtp.GetProperty("rules").GetRawText());
        await sandbox.Http.DeleteAsync("/mischief");
        Assert.Empty(sandbox.App.SmtpMischief.Rules);
    }

    [Theory]
    [InlineData("""{ "smtp": { "rules": [ { "behaviour": "Esplodi" } ] } }""")]
    [InlineData("""{ "smtp": { "rules": [ { "behaviour": 77 } ] } }""")]
    [InlineData("""{ "smtp": { "slowMilliseconds": -1 } }""")]
    [InlineData("""{ "smtp": { "rules": [ null ] } }""")]
    public async Task A_switch_that_does_not_exist_is_refused_and_changes_nothing(string json)
    {
        sandbox.App.SmtpMischief.Set(SmtpBehaviour.Slow);

        var answer = await sandbox.Http.PutAsync("/mischief", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(SmtpBehaviour.Slow, Assert.Single(sandbox.App.SmtpMischief.Rules).Behaviour);
    }

    [Fact]
    public async Task People_set_and_undo_the_switches_with_the_form()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["comportamento"] = "RefusePermanently",
            ["destinatario"] = "maria@esempio.example",
            ["unaVolta"] = "true",
        });

        var answer = await sandbox.Http.PostAsync("/mischief/posta", form);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = await sandbox.PageAsync("/mischief");
        Assert.Contains("Rifiuta per sempre, per maria@esempio.example, una volta sola", page.Body?.TextContent);
        await sandbox.Http.PostAsync("/mischief/ripristina", content: null);
        Assert.Empty(sandbox.App.SmtpMischief.Rules);
    }
}
