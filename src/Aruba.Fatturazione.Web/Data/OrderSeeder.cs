using System.Globalization;
using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// Fills a database with invented orders for trying and measuring: the same number always gives the same data (order numbers
/// apart). Orders live through their own verbs, so that they are as right as real ones; their events are not stored, so that nothing
/// is mailed. Running it again adds further subjects.
/// </summary>
internal sealed class OrderSeeder(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int BatchSize = 10_000;
    private const int Days = 700;
    private const int MaxSubjects = 8_000_000;

    private static readonly string[] Extras = [DemoCatalogue.Documenti, DemoCatalogue.Incassi, DemoCatalogue.Ordini, DemoCatalogue.Utenti];

    /// <summary>Adds <paramref name="count"/> orders with their accounts, payments and services; tells how many are in after each batch.</summary>
    public async Task SeedAsync(int count, Action<int> progress, CancellationToken ct)
    {
        var (catalogue, first) = await StartAsync(ct);
        for (var done = 0; done < count;)
        {
            var size = Math.Min(BatchSize, count - done);
            await AddBatchAsync(catalogue, first + done, size, ct);
            done += size;
            progress(done);
        }
    }

    private async Task<(Catalogue Catalogue, int First)> StartAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        var first = await FirstFreeAsync(db, ct);
        return (await db.CatalogueOnAsync(clock.Today(), ct), first);
    }

    // Subjects are numbered without gaps, so the first free number is found by halving: a few look-ups in the index of usernames.
    private static async Task<int> FirstFreeAsync(StoreDbContext db, CancellationToken ct)
    {
        var (low, high) = (0, MaxSubjects);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var name = Username(middle).ToUpperInvariant();
            (low, high) = await db.Users.AnyAsync(u => u.NormalizedUserName == name, ct) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private async Task AddBatchAsync(Catalogue catalogue, int first, int size, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        using var rows = new RowWriter(db);
        await rows.BeginAsync(ct);
        for (var i = first; i < first + size; i++)
        {
            AddStory(rows, catalogue, i);
            ct.ThrowIfCancellationRequested();
        }

        await rows.CommitAsync(ct);
    }

    private void AddStory(RowWriter rows, Catalogue catalogue, int i)
    {
        // Spread over two years, but in no order: real customers do not come sorted by name.
        var minutes = (long)i * 104_729 % (Days * 24 * 60);
        var placed = clock.UtcNow().AddMinutes(-minutes - 1).AddTicks(-(i % 600_000_000L));
        var account = Account(i, placed);
        var cart = new Cart(Id(placed), account.Id, OrderKind.Purchase, catalogue.Service.Code, placed);
        cart.Describe(SeedPeople.At(i));
        if (i % 3 != 0)
        {
            cart.Add(Extras[i % Extras.Length], 1, catalogue);
        }

        cart.ConfirmLines(placed);
        var method = i % 5 < 3 ? PaymentMethod.Bonifico : PaymentMethod.Bollettino;
        var ticket = new OrderTicket(Id(placed), OrderNumber.New(), method, account.UserName ?? "", account.Email ?? "", Accepted(placed), placed);
        var order = cart.PlaceOrder(ticket, catalogue);
        Live(rows, order, i, placed);
        rows.Insert(account);
        Write(rows, order);
    }

    private static void Write(RowWriter rows, Order order)
    {
        order.BumpVersion();
        rows.Insert(order);
        Each(rows, order.Lines, "OrderId", order.Id);
        Each(rows, order.Payments, "OrderId", order.Id);
        Each(rows, order.Acceptances, "OrderId", order.Id);
        Each(rows, order.History, "OrderId", order.Id);
    }

    private static void Write(RowWriter rows, Subscription service, PanelAccess access)
    {
        service.BumpVersion();
        access.BumpVersion();
        rows.Insert(service);
        Each(rows, service.Items, "SubscriptionId", service.Id);
        Each(rows, service.Periods, "SubscriptionId", service.Id);
        rows.Insert(access);
    }

    private static void Each(RowWriter rows, IEnumerable<object> parts, string owner, Guid ownerId)
    {
        foreach (var part in parts)
        {
            rows.Insert(part, owner, ownerId);
        }
    }

    // Of a hundred orders: 86 concluded, 6 waiting for money (2 of them paid in part), 5 cancelled, 2 just paid, 1 stuck.
    private static void Live(RowWriter rows, Order order, int i, DateTime placed)
    {
        var fate = i % 100;
        if (fate < 5)
        {
            order.Cancel(order.AccountUsername, placed.AddDays(1));
            return;
        }

        if (fate < 11)
        {
            if (fate < 7)
            {
                order.Register(Payment(order, i, new Importo(order.Gross.Cents / 2), placed.AddDays(2)));
            }

            return;
        }

        var paid = placed.AddDays(2 + (i % 4));
        order.Register(Payment(order, i, order.Gross, paid));
        if (fate == 11)
        {
            order.FailActivation("Dati da verificare con il cliente", paid);
        }
        else if (fate > 13)
        {
            var day = RomeCalendar.DayOf(paid);
            var service = Subscription.ActivateFrom(order, Id(paid), day);
            service.LookAgainAt(RenewalPlan.Default.Next(service.ExpiresOn, paid));
            order.Activate(service.Id, paid);
            Write(rows, service, new PanelAccess(Id(paid), service));
        }
    }

    private static RegisteredPayment Payment(Order order, int i, Importo amount, DateTime at) => new()
    {
        Id = Id(at),
        Source = order.Method == PaymentMethod.Bollettino ? "postal" : "bank",
        Reference = string.Create(CultureInfo.InvariantCulture, $"PROVA{i:00000000}"),
        Amount = amount,
        ValueDate = RomeCalendar.DayOf(at),
        RegisteredBy = "dati di prova",
        RegisteredAt = at,
    };

    private static List<ContractAcceptance> Accepted(DateTime at) =>
    [
        new()
        {
            DocumentCode = "dati-di-prova",
            DocumentVersion = "1",
            Digest = new string('0', 64),
            Statement = "Dati di prova: nessun contratto accettato",
            AcceptedAt = at,
            IpAddress = "127.0.0.1",
            UserAgent = "seed",
        },
    ];

    private static Account Account(int i, DateTime at)
    {
        var holder = SeedPeople.At(i);
        return new Account
        {
            Id = Id(at),
            Kind = AccountKind.Customer,
            UserName = Username(i),
            NormalizedUserName = Username(i).ToUpperInvariant(),
            Email = holder.Email,
            NormalizedEmail = holder.Email.ToUpperInvariant(),
            CreatedAt = at,
            CodiceFiscale = holder.CodiceFiscale,
            PartitaIva = holder.PartitaIva,
            Registrant = new Registrant
            {
                Type = holder.Type,
                Nome = holder.Nome ?? holder.Rappresentante?.Nome ?? "",
                Cognome = holder.Cognome ?? holder.Rappresentante?.Cognome ?? "",
                Denominazione = holder.Denominazione,
                Indirizzo = holder.Indirizzo,
                Telefono = holder.Telefono,
            },
        };
    }

    // Ten digits: they never meet the ones that customers are given.
    private static string Username(int i) => string.Create(CultureInfo.InvariantCulture, $"9{i:000000000}{Usernames.Domain}");

    private static Guid Id(DateTime at) => Guid.CreateVersion7(new DateTimeOffset(at, TimeSpan.Zero));
}
