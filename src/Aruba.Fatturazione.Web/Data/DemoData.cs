using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Development;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// People to be while trying the shop, Development only: an agent and three customers in three states. Orders live through their own verbs;
/// their events are dropped, so that the mailbox starts empty. Running it again adds only what is missing.
/// </summary>
internal sealed class DemoData(StoreDbContext db, Passwords passwords, TotpCodes codes, TimeProvider clock)
{
    private const string AgentName = "agente@fatturazione.example", AgentPassword = "quattro sedie rosse";
    private const string CustomerPassword = "tre lampade verdi", PanelPassword = "cinque tazze di latte";
    private const string TotpSecret = "FATTURAZIONEDIMOSTRATIVAPROVA234";
    private const int PaidDaysAgo = 40;
    private const string Actor = "dati dimostrativi";

    private static readonly Person Nuova = new("10001", Holder("Serra", "Giulia", new DateOnly(1988, 3, 14), female: true, "99000010019", "Via Garibaldi 12", "09124", "Cagliari", "CA", "B354"));
    private static readonly Person InAttesa = new("10002", Holder("Moretti", "Paolo", new DateOnly(1975, 11, 2), female: false, "99000020018", "Corso Cavour 8", "10123", "Torino", "TO", "L219"));
    private static readonly Person Attivo = new("10003", Holder("Fontana", "Elena", new DateOnly(1982, 6, 21), female: true, "99000030017", "Via Dante 5", "40125", "Bologna", "BO", "A944"));

    /// <summary>Adds what is missing and returns everybody, in the order in which they are shown.</summary>
    public async Task<IReadOnlyList<DemoAccount>> AddWhereMissingAsync(CancellationToken ct)
    {
        if (!await ExistsAsync(AgentName, ct))
        {
            db.Users.Add(Agent(await passwords.HashAsync(AgentPassword, ct)));
        }

        var catalogue = await db.CatalogueOnAsync(clock.Today(), ct);
        foreach (var person in new[] { Nuova, InAttesa, Attivo })
        {
            if (!await ExistsAsync(person.Username, ct))
            {
                var account = person.ToAccount(NewId(), clock.UtcNow().AddDays(-PaidDaysAgo), await passwords.HashAsync(CustomerPassword, ct));
                db.Users.Add(account);
                await AddStoryAsync(person, account, catalogue, ct);
            }
        }

        await db.SaveChangesAsync(ct);
        return
        [
            new("Agente assistenza", AgentName, AgentPassword, "Entra da /assistenza con il codice usa e getta: registra pagamenti, cerca ordini", TotpSecret),
            new("Cliente nuovo", Nuova.Username, CustomerPassword, "Registrato, senza ordini: prova l'acquisto da /acquista", null),
            new("Cliente in attesa", InAttesa.Username, CustomerPassword, "Ha un ordine con bonifico da pagare: registralo dall'assistenza", null),
            new("Cliente attivo", Attivo.Username, CustomerPassword, "Ha un servizio attivo", null),
            new("Pannello attivo", PanelAccess.UsernameFor(Attivo.Holder.CodiceFiscale, Attivo.Holder.PartitaIva), PanelPassword, "Entra da /pannello con questa password", null),
        ];
    }

    private Task<bool> ExistsAsync(string username, CancellationToken ct)
    {
        var name = Usernames.Normalized(username);
        return db.Users.AnyAsync(a => a.NormalizedUserName == name, ct);
    }

    private async Task AddStoryAsync(Person person, Account account, Catalog.Catalogue catalogue, CancellationToken ct)
    {
        if (person == InAttesa)
        {
            Place(person, account, catalogue, clock.UtcNow().AddDays(-1)).EventsStored();
        }
        else if (person == Attivo)
        {
            await ActivateAsync(Place(person, account, catalogue, clock.UtcNow().AddDays(-PaidDaysAgo)), ct);
        }
    }

    private Order Place(Person person, Account account, Catalog.Catalogue catalogue, DateTime at)
    {
        var cart = new Cart(NewId(), account.Id, OrderKind.Purchase, catalogue.Service.Code, at);
        cart.Describe(person.Holder);
        cart.Add(DemoCatalogue.Documenti, 1, catalogue);
        cart.ConfirmLines(at);
        var order = cart.PlaceOrder(
            new OrderTicket(NewId(), OrderNumber.New(), PaymentMethod.Bonifico, person.Username, person.Holder.Email, [Accepted(at)], at), catalogue);
        db.Orders.Add(order);
        return order;
    }

    private async Task ActivateAsync(Order order, CancellationToken ct)
    {
        var at = order.PlacedAt.AddDays(2);
        order.Register(new RegisteredPayment
        {
            Id = NewId(),
            Source = "bank",
            Reference = $"DIMOSTRAZIONE {order.Number}",
            Amount = order.Gross,
            ValueDate = RomeCalendar.DayOf(at),
            RegisteredBy = Actor,
            RegisteredAt = at,
        });
        var service = Subscription.ActivateFrom(order, NewId(), RomeCalendar.DayOf(at));
        service.LookAgainAt(RenewalPlan.Default.Next(service.ExpiresOn, at));
        order.Activate(service.Id, at);
        order.EventsStored();
        var panel = new PanelAccess(NewId(), service);
        panel.ChangePassword(await passwords.HashAsync(PanelPassword, ct));
        panel.EventsStored();
        db.AddRange(service, panel);
    }

    private Account Agent(string hash) => new()
    {
        Id = NewId(),
        Kind = AccountKind.Staff,
        UserName = AgentName,
        NormalizedUserName = Usernames.Normalized(AgentName),
        PasswordHash = hash,
        TotpSecret = codes.Stored(TotpSecret),
        CreatedAt = clock.UtcNow(),
    };

    private static ContractAcceptance Accepted(DateTime at) => new()
    {
        DocumentCode = "dati-dimostrativi",
        DocumentVersion = "1",
        Digest = new string('0', 64),
        Statement = "Dati dimostrativi: nessun contratto accettato",
        AcceptedAt = at,
        IpAddress = "127.0.0.1",
        UserAgent = "demo",
    };

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    private static Intestatario Holder(
        string cognome, string nome, DateOnly born, bool female, string partitaIva, string via, string cap, string comune, string provincia, string place) => new()
        {
            Type = SubjectType.LiberoProfessionista,
            Nome = nome,
            Cognome = cognome,
            CodiceFiscale = CodiceFiscale.For(cognome, nome, born, female, place),
            PartitaIva = PartitaIva.Parse(partitaIva),
            Indirizzo = new Indirizzo(via, cap, comune, provincia),
            Telefono = "+390100000000",
            Email = $"{nome}.{cognome}@clienti.example".ToLowerInvariant(),
            Recapito = new RecapitoFattura.Nessuno(),
        };

    private sealed record Person(string Digits, Intestatario Holder)
    {
        // Five digits: they never meet the ones that customers are given.
        public string Username => Digits + Usernames.Domain;

        public Account ToAccount(Guid id, DateTime at, string hash) => new()
        {
            Id = id,
            Kind = AccountKind.Customer,
            UserName = Username,
            NormalizedUserName = Usernames.Normalized(Username),
            Email = Holder.Email,
            NormalizedEmail = IndirizzoEmail.Parse(Holder.Email).Normalized,
            PasswordHash = hash,
            CreatedAt = at,
            EnrolmentMailedAt = at,
            CodiceFiscale = Holder.CodiceFiscale,
            PartitaIva = Holder.PartitaIva,
            Registrant = new Registrant
            {
                Type = Holder.Type,
                Nome = Holder.Nome ?? "",
                Cognome = Holder.Cognome ?? "",
                Indirizzo = Holder.Indirizzo,
                Telefono = Holder.Telefono,
            },
        };
    }
}
