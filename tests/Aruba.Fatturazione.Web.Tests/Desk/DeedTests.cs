using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Desk;

public sealed class DeedTests(DeskHost host) : IClassFixture<DeskHost>
{
    [Fact]
    public async Task Cancelling_asks_for_a_reason_and_leaves_it_in_history_and_audit()
    {
        var order = await host.OrderAsync(401);
        var agent = await host.AgentAsync("annulla@example.it");
        var question = await agent.OpenAsync($"/assistenza/ordini/{order.Number}/annulla");

        var without = await question.SendAsync("Annulla l'ordine");
        var done = await without.SendNamedAsync("Annulla l'ordine", ("Motivo", "Doppione"));
        var late = await question.SendNamedAsync("Annulla l'ordine", ("Motivo", "Doppione"));

        Assert.Contains("Scrivi il motivo: lo leggerà chi riapre l'ordine", without.Errors);
        Assert.Contains("Annullato", done.Heading);
        Assert.True(done.Says("annulla@example.it: Doppione"));
        Assert.True(late.Says("Non è più possibile"));
        Assert.True((await agent.OpenAsync("/assistenza/registro")).Says("Ordine annullato " + order.Number + " Doppione"));
    }

    [Fact]
    public async Task A_failed_activation_is_in_the_list_until_it_is_tried_again()
    {
        var order = await host.OrderAsync(402);
        await host.InDatabaseAsync(async db =>
        {
            var stored = await db.OrderForVerbsAsync(order.Number, CancellationToken.None) ?? throw new InvalidOperationException();
            stored.Register(Money(order, "fallita-1"));
            stored.FailActivation("Partita IVA già in uso", host.Clock.UtcNow());
            return await db.SaveChangesAsync();
        });
        var agent = await host.AgentAsync("riprova@example.it");

        var list = await agent.OpenAsync("/assistenza/da-fare");
        var done = await (await agent.OpenAsync($"/assistenza/ordini/{order.Number}/riprova")).SendAsync("Riprova l'attivazione");

        Assert.Contains(order.Number, list.Numbers());
        Assert.True(list.Says("Partita IVA già in uso"));
        Assert.Contains("Attesa attivazione", done.Heading);
        Assert.DoesNotContain(order.Number, (await agent.OpenAsync("/assistenza/da-fare")).Numbers());
    }

    [Fact]
    public async Task Resending_makes_one_new_message_however_often_it_is_clicked()
    {
        var order = await host.OrderAsync(403);
        var agent = await host.AgentAsync("rimanda@example.it");
        var sent = await AddMessageAsync(order, m => (m.DoneAt, m.Outcome) = (host.Clock.UtcNow(), "Accettata dal server di posta per c•••@example.it"));
        var page = await agent.OpenAsync($"/assistenza/ordini/{order.Number}/rimanda");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => page.SendNamedAsync("Rimanda la mail", ("Messaggio", sent.ToString()))));

        Assert.All(answers, a => Assert.True(a.Says("La mail è in partenza"), a.Text));
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Outbox.CountAsync(m => m.Topic == order.Number && m.Reaction == "SendOrderConfirmation" && m.DoneAt == null && m.Payload == "{}")));
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Topic == order.Number && a.Action == "mail.resent")));
    }

    [Fact]
    public async Task A_parked_message_is_shown_with_its_reason_and_tried_again_or_discarded()
    {
        var (order, other) = (await host.OrderAsync(404), await host.OrderAsync(405));
        var agent = await host.AgentAsync("posta@example.it");
        var retried = await AddMessageAsync(order, m => (m.ParkedAt, m.LastError, m.Attempts) = (host.Clock.UtcNow(), "Casella inesistente", 8));
        var discarded = await AddMessageAsync(other, m => (m.ParkedAt, m.LastError, m.Attempts) = (host.Clock.UtcNow(), "Casella piena", 8));

        var list = await agent.OpenAsync("/assistenza/posta-in-uscita");
        var story = await agent.OpenAsync($"/assistenza/ordini/{order.Number}");
        var again = await agent.PostAsync($"/assistenza/posta-in-uscita/{retried}/riprova", list.Form("Riprova").Fields);
        var twice = await agent.PostAsync($"/assistenza/posta-in-uscita/{retried}/riprova", list.Form("Riprova").Fields);
        var gone = await (await agent.OpenAsync($"/assistenza/posta-in-uscita/{discarded}/scarta")).SendNamedAsync("Scarta", ("Motivo", "Avvisato al telefono"));

        Assert.True(list.Says("Casella inesistente"));
        Assert.Contains("da controllare", list.Document.QuerySelector("header .badge.bad")?.TextContent);
        Assert.True(story.Says("Casella inesistente"));
        Assert.True(again.Says("Si riprova subito"));
        Assert.True(twice.Says("Qualcun altro se n'è già occupato"));
        Assert.True(gone.Says("Scartata"));
        Assert.True((await agent.OpenAsync($"/assistenza/ordini/{other.Number}")).Says("Scartata da posta@example.it: Avvisato al telefono"));
        Assert.Equal(2, await host.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action.StartsWith("outbox.") && (a.Topic == order.Number || a.Topic == other.Number))));
    }

    [Fact]
    public async Task Blocking_a_customer_ends_its_sessions_at_once_and_can_be_undone()
    {
        var customer = await host.SignedInAsync(AccountKind.Customer, "4040404@aruba.it");
        var id = await host.InDatabaseAsync(db => db.Users.Where(a => a.UserName == "4040404@aruba.it").Select(a => a.Id).SingleAsync());
        var agent = await host.AgentAsync("blocca@example.it");

        var blocked = await (await agent.OpenAsync($"/assistenza/clienti/{id}/blocca")).SendNamedAsync("Blocca l'account", ("Motivo", "Richiesta della polizia postale"));
        var refused = await customer.Client.GetAsync("/acquista/intestatario");
        var free = await (await agent.OpenAsync($"/assistenza/clienti/{id}/sblocca")).SendNamedAsync("Sblocca l'account", ("Motivo", "Chiarito"));

        Assert.Contains("Bloccato", blocked.Heading);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.StartsWith("/accesso", refused.Headers.Location?.OriginalString);
        Assert.DoesNotContain("Bloccato", free.Heading);
        Assert.Equal(0, await host.InDatabaseAsync(db => db.Sessions.CountAsync(s => s.OwnerId == id)));
    }

    [Fact]
    public async Task New_credentials_are_asked_for_without_anybody_at_the_desk_seeing_them()
    {
        await new OrderSeeder(host.Services.GetRequiredService<IServiceScopeFactory>(), host.Clock).SeedAsync(20, _ => { }, CancellationToken.None);
        var panel = await host.InDatabaseAsync(db => db.PanelAccesses.AsNoTracking().FirstAsync());
        var agent = await host.AgentAsync("credenziali@example.it");
        var customer = await agent.OpenAsync($"/assistenza/clienti/{panel.AccountId}");

        var question = await customer.FollowAsync("Manda nuove credenziali");
        var done = await question.SendAsync("Manda nuove credenziali");
        var stranger = await agent.OpenAsync($"/assistenza/clienti/{Guid.CreateVersion7()}/credenziali/{panel.Id}");

        Assert.True(question.Says("Nessuno dell'assistenza la vede"));
        Assert.True(done.Says("Le nuove credenziali sono in partenza"));
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Outbox.CountAsync(m => m.Event == "PanelCredentialsRequested" && m.Topic == panel.OrderNumber)));
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "credentials.requested")));
        Assert.DoesNotContain("<input type=\"password\"", customer.Html + question.Html);
    }

    [Fact]
    public void Every_reaction_has_an_italian_name()
    {
        Assert.All(StoreReactions.Table().ReactionTypes, r => Assert.True(ReactionLabels.Knows(r.Name), r.Name));
    }

    private async Task<Guid> AddMessageAsync(Order order, Action<OutboxMessage> state)
    {
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(),
            Event = nameof(OrderConfirmed),
            Reaction = "SendOrderConfirmation",
            Payload = "{}",
            Topic = order.Number,
            CreatedAt = host.Clock.UtcNow(),
            DueAt = host.Clock.UtcNow(),
        };
        state(message);
        await host.InDatabaseAsync(async db =>
        {
            db.Add(message);
            return await db.SaveChangesAsync();
        });
        return message.Id;
    }

    private RegisteredPayment Money(Order order, string reference) => new()
    {
        Id = Guid.CreateVersion7(),
        Source = "bank",
        Reference = reference,
        Amount = order.Gross,
        ValueDate = host.Clock.Today(),
        RegisteredBy = "prova",
        RegisteredAt = host.Clock.UtcNow(),
    };
}
