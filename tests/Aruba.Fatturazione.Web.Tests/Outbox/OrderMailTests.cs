using System.Security.Cryptography;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Web.Features.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Outbox;

public sealed class OrderMailTests(OutboxHost host) : IClassFixture<OutboxHost>
{
    [Theory]
    [InlineData(PaymentMethod.Bonifico, "IT60 X054 2811 1010 0000 0123 456")]
    [InlineData(PaymentMethod.Bollettino, "Conto corrente postale n.")]
    public async Task A_confirmed_order_brings_three_mails_to_two_mailboxes(PaymentMethod method, string coordinates)
    {
        var order = await host.OrderAsync(method);

        await host.RunAllAsync();

        var mails = host.MailsAbout(order);
        Assert.Equal(3, mails.Count);
        var confirmation = To(mails, OutboxHost.AccountEmail(order), "Conferma ordine");
        Assert.All(
            new[] { order.Number, "Documenti", order.Net.ToString(), "IVA 22 %", order.Gross.ToString(), order.CodiceFiscale.Value, "versione 2026-01-01", "/documenti/condizioni-generali/2026-01-01", new string('a', 64) },
            fact => Assert.Contains(fact, confirmation.Text, StringComparison.Ordinal));
        var instructions = To(mails, order.Intestatario.Email, "Come pagare");
        Assert.All(
            new[] { order.Number, order.Gross.ToString(), "Società Dimostrativa S.p.A.", coordinates, method == PaymentMethod.Bonifico ? "27 novembre 2026" : "3 dicembre 2026" },
            fact => Assert.Contains(fact, instructions.Text, StringComparison.Ordinal));
        Assert.Contains(order.AccountUsername, To(mails, OutboxHost.AccountEmail(order), "Conferma iscrizione").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documents_travel_with_the_confirmation_byte_for_byte()
    {
        var order = await host.OrderAsync();
        await host.RunAllAsync();

        using var raw = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(To(host.MailsAbout(order), OutboxHost.AccountEmail(order), "Conferma ordine").Raw));
        using var message = await MimeKit.MimeMessage.LoadAsync(raw);
        var file = Assert.IsAssignableFrom<MimeKit.MimePart>(Assert.Single(message.Attachments));
        using var content = new MemoryStream();
        await file.Content!.DecodeToAsync(content);

        var text = host.Services.GetRequiredService<ContractLibrary>().Find("condizioni-generali", "2026-01-01")!;
        Assert.Equal("condizioni-generali-2026-01-01.html", file.FileName);
        Assert.Equal(text.Digest, Convert.ToHexStringLower(SHA256.HashData(content.ToArray())));
    }

    [Fact]
    public async Task Enrolment_is_confirmed_after_the_first_order_only()
    {
        var first = await host.OrderAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await host.OrderAsync(account: first.AccountId);

        await host.RunAllAsync();

        Assert.Single(host.MailsAbout(first), m => m.Subject.StartsWith("Conferma iscrizione", StringComparison.Ordinal));
        Assert.DoesNotContain(host.MailsAbout(second), m => m.Subject.StartsWith("Conferma iscrizione", StringComparison.Ordinal));
        Assert.NotNull(await host.InDatabaseAsync(db => db.Users.Where(a => a.Id == first.AccountId).Select(a => a.EnrolmentMailedAt).SingleAsync()));
    }

    [Fact]
    public async Task Payment_in_full_brings_a_confirmation_and_the_credentials_to_the_account()
    {
        var order = await host.OrderAsync();
        await host.PayAsync(order);

        await host.RunAllAsync();

        var mails = host.MailsAbout(order);
        Assert.Contains(order.Gross.ToString(), To(mails, OutboxHost.AccountEmail(order), "Conferma pagamento").Text, StringComparison.Ordinal);
        var activation = To(mails, OutboxHost.AccountEmail(order), "Servizio attivo");
        var (username, password) = OutboxHost.Credentials(activation);
        Assert.Equal("ARUBA" + order.PartitaIva!.Value, username);
        Assert.Matches("^([A-HJ-NP-Za-hjkmnp-z2-9]{4}-){3}[A-HJ-NP-Za-hjkmnp-z2-9]{4}$", password);
        Assert.Contains("27 novembre 2026", activation.Text, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Concluded, await host.StatusAsync(order));
        Assert.DoesNotContain(mails, m => m.Subject.StartsWith("Come pagare", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Part_of_the_money_brings_what_is_still_due_to_who_pays()
    {
        var order = await host.OrderAsync();
        await host.RunAllAsync();
        await host.PayAsync(order, cents: 1_000);

        await host.RunAllAsync();

        var mail = To(host.MailsAbout(order), order.Intestatario.Email, "Pagamento parziale");
        Assert.Contains($"Ancora da pagare: {order.Gross - new Importo(1_000)}", mail.Text, StringComparison.Ordinal);
        Assert.Contains("IBAN", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "failure 9")]
    public async Task Money_for_a_cancelled_order_is_told_truthfully_and_activates_nothing()
    {
        var order = await host.OrderAsync();
        await host.OnOrderAsync(order.Number, o => o.Cancel("prova", host.Clock.UtcNow()));
        await host.RunAllAsync();
        Assert.Contains("non devi pagare niente", To(host.MailsAbout(order), OutboxHost.AccountEmail(order), $"Ordine {order.Number} annullato").Text, StringComparison.Ordinal);

        Assert.Equal(Registration.OnClosedOrder, await host.PayAsync(order, order.Gross.Cents));
        await host.RunAllAsync();

        var mail = To(host.MailsAbout(order), OutboxHost.AccountEmail(order), "Pagamento da verificare");
        Assert.Contains("«Annullato»", mail.Text, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Cancelled, await host.StatusAsync(order));
    }

    [Fact]
    public async Task Every_subject_names_the_order_and_fits_a_telephone()
    {
        var order = await host.OrderAsync();
        await host.PayAsync(order, cents: 100);
        await host.RunAllAsync();
        await host.PayAsync(order);
        await host.RunAllAsync();
        await host.PayAsync(order, cents: 100);
        await host.RunAllAsync();

        Assert.True(host.MailsAbout(order).Count >= 6);
        Assert.All(host.MailsAbout(order), m => Assert.InRange(m.Subject.Length, 10, 60));
    }

    private static ReceivedMail To(IReadOnlyList<ReceivedMail> mails, string address, string subject) =>
        Assert.Single(mails, m => m.Subject.StartsWith(subject, StringComparison.Ordinal) && m.To.SequenceEqual([address]));
}
