using System.Net;
using MailKit.Net.Smtp;
using MimeKit;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

public sealed class SmtpConversationTests(SandboxHost sandbox) : IClassFixture<SandboxHost>, IAsyncLifetime
{
    private const string Start = "EHLO prova\r\nMAIL FROM:<a@esempio.example>\r\nRCPT TO:<b@esempio.example>\r\nDATA\r\n";

    public Task InitializeAsync()
    {
        sandbox.App.Mailbox.Clear();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_mail_arrives_decoded_with_both_parts_and_the_instant_of_the_clock()
    {
        await sandbox.SendAsync(SandboxHost.Mail("È attivo: 30,50 €", text: "Perché sì: «ok»", html: "<p>Perché sì: «ok»</p>"));

        var mail = Assert.Single(sandbox.App.Mailbox.All);
        Assert.Equal("È attivo: 30,50 €", mail.Subject);
        Assert.Contains("negozio@esempio.example", mail.From);
        Assert.Equal(["maria@esempio.example"], mail.To);
        Assert.Equal("Perché sì: «ok»", mail.Text.Trim());
        Assert.Equal("<p>Perché sì: «ok»</p>", mail.Html.Trim());
        Assert.NotEmpty(mail.MessageId);
        Assert.Equal(sandbox.Clock.GetUtcNow().UtcDateTime, mail.At);
        Assert.Contains("Subject:", mail.Raw);
    }

    [Fact]
    public async Task Lines_that_begin_with_dots_arrive_as_they_were_written()
    {
        const string text = ".\r\n..\r\n.inizio\r\nfine.\r\n";

        await sandbox.SendAsync(SandboxHost.Mail(text: text));

        Assert.Equal(text.TrimEnd(), Assert.Single(sandbox.App.Mailbox.All).Text.ReplaceLineEndings("\r\n").TrimEnd());
    }

    [Fact]
    public async Task Anybody_may_sign_in_and_write_to_an_address_with_accents()
    {
        using var client = await sandbox.ConnectAsync();
        await client.AuthenticateAsync(new NetworkCredential("negozio", "qualunque"));
        var mail = SandboxHost.Mail();
        mail.To.Clear();
        mail.To.Add(new MailboxAddress("Società", "società@esempio.example"));
        await client.SendAsync(new FormatOptions { International = true }, mail);

        Assert.True(client.Capabilities.HasFlag(SmtpCapabilities.UTF8 | SmtpCapabilities.EightBitMime | SmtpCapabilities.Size));
        Assert.Equal(["società@esempio.example"], Assert.Single(sandbox.App.Mailbox.All).To);
    }

    [Fact]
    public async Task One_connection_carries_many_mails_and_many_connections_work_at_once()
    {
        var senders = Enumerable.Range(0, 20).Select(async n =>
        {
            using var client = await sandbox.ConnectAsync();
            await client.SendAsync(SandboxHost.Mail($"Primo {n}"));
            await client.SendAsync(SandboxHost.Mail($"Secondo {n}"));
        });

        await Task.WhenAll(senders);

        var mails = sandbox.App.Mailbox.All;
        Assert.Equal(40, mails.Select(m => m.Subject).Distinct().Count());
        Assert.Equal(40, mails.Select(m => m.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_bare_line_feed_does_not_end_a_mail()
    {
        var answers = await sandbox.SayAsync(Start + "Subject: uno\r\n\r\ntesto\n.\nMAIL FROM:<x@esempio.example>\r\n.\r\nQUIT\r\n");

        Assert.EndsWith("221 2.0.0 Bye\r\n", answers);
        Assert.Contains("MAIL FROM", Assert.Single(sandbox.App.Mailbox.All).Text);
    }

    [Fact]
    public async Task A_line_longer_than_the_standard_allows_is_refused_and_the_conversation_goes_on()
    {
        var answers = await sandbox.SayAsync(Start + new string('x', 999) + "\r\n.\r\nNOOP " + new string('y', 5000) + "\r\nQUIT\r\n");

        Assert.Contains("\r\n554 5.6.0", answers);
        Assert.Contains("\r\n500 5.5.2", answers);
        Assert.EndsWith("221 2.0.0 Bye\r\n", answers);
        Assert.Empty(sandbox.App.Mailbox.All);
    }

    [Fact]
    public async Task A_mail_above_ten_megabytes_is_refused_whether_it_says_so_or_not()
    {
        var line = new string('x', 998) + "\r\n";
        var announced = await sandbox.SayAsync("EHLO prova\r\nMAIL FROM:<a@esempio.example> SIZE=10485761\r\nQUIT\r\n");
        var hidden = await sandbox.SayAsync(Start + string.Concat(Enumerable.Repeat(line, 10_500)) + ".\r\nQUIT\r\n");

        Assert.Contains("\r\n552 5.3.4", announced);
        Assert.Contains("\r\n552 5.3.4", hidden);
        Assert.Empty(sandbox.App.Mailbox.All);
    }

    [Theory]
    [InlineData("RCPT TO:<b@esempio.example>\r\n", "503")]
    [InlineData("DATA\r\n", "503")]
    [InlineData("MAIL FROM a@esempio.example\r\n", "501")]
    [InlineData("MAIL FROM:<>\r\nRCPT TO:<>\r\n", "501")]
    [InlineData("VRFY qualcuno\r\n", "502")]
    [InlineData("AUTH CRAM-MD5\r\n", "504")]
    [InlineData("AUTH LOGIN\r\n*\r\n", "501")]
    [InlineData("HELO prova\r\nRSET\r\nNOOP\r\n", "250")]
    public async Task Commands_out_of_place_get_their_own_answer(string commands, string code)
    {
        var answers = (await sandbox.SayAsync(commands + "QUIT\r\n")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.StartsWith(code, answers[^2]);
    }

    [Fact]
    public async Task A_sender_that_hangs_up_inside_a_mail_leaves_nothing_behind()
    {
        using (var socket = new System.Net.Sockets.TcpClient())
        {
            await socket.ConnectAsync("127.0.0.1", sandbox.App.SmtpPort);
            await socket.GetStream().WriteAsync("EHLO prova\r\nMAIL FROM:<a@esempio.example>\r\nRCPT TO:<b@esempio.example>\r\nDATA\r\nmeta"u8.ToArray());
        }

        await sandbox.SendAsync(SandboxHost.Mail("Dopo"));

        Assert.Equal("Dopo", Assert.Single(sandbox.App.Mailbox.All).Subject);
    }

    [Fact]
    public async Task Whoever_waits_for_a_mail_wakes_at_its_arrival_or_learns_what_came_instead()
    {
        var waiting = sandbox.App.Mailbox.WaitForAsync(m => m.Subject == "Attivazione", TimeSpan.FromSeconds(10));
        await sandbox.SendAsync(SandboxHost.Mail("Altro"));
        Assert.False(waiting.IsCompleted);
        await sandbox.SendAsync(SandboxHost.Mail("Attivazione"));

        Assert.Equal("Attivazione", (await waiting).Subject);
        var late = await Assert.ThrowsAsync<TimeoutException>(() => sandbox.App.Mailbox.WaitForAsync(m => m.Subject == "Mai", TimeSpan.FromMilliseconds(50)));
        Assert.Contains("Altro", late.Message);
    }

    [Fact]
    public async Task A_sandbox_stops_at_once_even_with_senders_in_the_middle_of_a_conversation()
    {
        var other = new SandboxHost();
        await other.InitializeAsync();
        using var client = await other.ConnectAsync();

        await other.DisposeAsync().WaitAsync(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAnyAsync<Exception>(() => client.NoOpAsync());
    }
}
