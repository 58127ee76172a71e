using System.Globalization;
using AngleSharp.Html.Parser;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Outbox;

public sealed class LetterTests(OutboxHost host) : IClassFixture<OutboxHost>
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{7*7}} ${7*7}", "Rossi\r\nBcc: altri@esempio.it", "Rossi%0d%0aBcc:altri@esempio.it",
        "=cmd|'/C calc'!A0", "\u202eissoR\u202c", "Ro\u200bssi", "O'Neill & Figli \"S.r.l.\"", "Rossi\n--\nNuovo IBAN: IT00", "a\u2028b\u2029c", "'; DROP TABLE Orders;--", "日本 Žižek ß 😀",
    ];

    public static TheoryData<int> HostileNames => [.. Enumerable.Range(0, Hostile.Length)];

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task A_hostile_name_is_shown_as_words_and_nothing_else(int number)
    {
        var order = await host.OrderAsync(holder: SeedPeople.At(50_000 + number) with { Type = SubjectType.Societa, Denominazione = Hostile[number] });

        await host.RunAllAsync();

        Assert.Equal(3, host.MailsAbout(order).Count);
        foreach (var mail in host.MailsAbout(order))
        {
            Assert.Single(mail.To);
            var head = mail.Raw[..mail.Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
            Assert.DoesNotContain(head.Split("\r\n"), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
            var lines = mail.Text.Split('\n').Select(l => l.Trim()).ToList();
            Assert.Single(lines, "--");
            Assert.DoesNotContain("Nuovo IBAN: IT00", lines);
            var page = new HtmlParser().ParseDocument(mail.Html);
            Assert.Empty(page.QuerySelectorAll("script, img, iframe, object, form, link, [onerror]"));
            Assert.DoesNotContain(mail.Text + mail.Html, c => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
        }
    }

    [Fact]
    public async Task Every_mail_is_a_small_italian_page_without_anything_remote_and_says_so_in_text_too()
    {
        var order = await host.OrderAsync();
        await host.RunAllAsync();
        await host.PayAsync(order);
        await host.RunAllAsync();

        foreach (var mail in host.MailsAbout(order))
        {
            var page = new HtmlParser().ParseDocument(mail.Html);
            Assert.Equal("it", page.DocumentElement.GetAttribute("lang"));
            Assert.InRange(mail.Html.Length, 1_000, 100_000);
            Assert.Empty(page.QuerySelectorAll("img, link, script, [background], [src]"));
            Assert.DoesNotContain("url(", mail.Html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("Auto-Submitted: auto-generated", mail.Raw, StringComparison.Ordinal);
            Assert.Contains("multipart/alternative", mail.Raw, StringComparison.Ordinal);
            Assert.DoesNotContain("List-Unsubscribe", mail.Raw, StringComparison.OrdinalIgnoreCase);
            var text = Page.Squeeze(mail.Text);
            foreach (var cell in page.QuerySelectorAll("h2, p, li, td.r, th.r").Where(e => e.QuerySelector("a, table") is null))
            {
                Assert.Contains(Page.Squeeze(cell.TextContent), text, StringComparison.OrdinalIgnoreCase);
            }

            Assert.All(page.QuerySelectorAll("a"), a => Assert.Contains(a.GetAttribute("href")!, mail.Text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a@esempio.it\r\nBcc: b@esempio.it")]
    [InlineData("a@esempio.it, b@esempio.it")]
    [InlineData("")]
    public async Task An_address_that_is_not_one_address_is_never_mailed(string address)
    {
        var mailer = (Mailer)host.Services.GetService(typeof(Mailer))!;

        await Assert.ThrowsAsync<Web.Outbox.PermanentFailure>(() => mailer.SendAsync(Letter.Of("Prova", "Ciao,"), address, Guid.CreateVersion7(), CancellationToken.None));
    }
}
