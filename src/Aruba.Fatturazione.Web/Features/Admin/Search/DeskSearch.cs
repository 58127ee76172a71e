using System.Diagnostics.CodeAnalysis;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Orders;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Search;

/// <summary>By what something was found. The order is the one in which reasons are told.</summary>
internal enum Match
{
    /// <summary>The whole number of an order.</summary>
    Number,

    /// <summary>The beginning of an order's number.</summary>
    NumberStart,

    /// <summary>Money in the ledger of an order, by the reference of the bank or provider.</summary>
    Payment,

    /// <summary>A payment begun with a provider, by the provider's name for it.</summary>
    Attempt,

    /// <summary>A refund, by the provider's name for it or the agent's.</summary>
    Refund,

    /// <summary>The key of an order: username, email, codice fiscale or partita IVA.</summary>
    OrderKey,

    /// <summary>The beginning of a holder's name.</summary>
    Name,

    /// <summary>The key of an account: username, email, codice fiscale or partita IVA.</summary>
    AccountKey,

    /// <summary>The username of a panel.</summary>
    Panel,

    /// <summary>A kept card or PayPal account, by the provider's token.</summary>
    Method,

    /// <summary>The provider's name for a customer.</summary>
    ProviderCustomer,

    /// <summary>A line of a bank file.</summary>
    BankLine,
}

/// <summary>Something found: what it is follows from how it was found.</summary>
internal sealed record DeskHit(Match By, Guid Id)
{
    /// <summary>True for an order.</summary>
    public bool IsOrder => By <= Match.Name;

    /// <summary>True for an account.</summary>
    public bool IsAccount => By is > Match.Name and < Match.BankLine;

    /// <summary>True when what was typed names this one thing, not a beginning or a trait of many.</summary>
    public bool IsExact => By is not (Match.NumberStart or Match.Name);
}

/// <summary>
/// Finds whatever an agent has in hand. Everything is looked up by equality or by the range of a beginning, in an index: the cost is the same
/// with a million orders. One command tells what was found, however many tables it asks.
/// </summary>
[SuppressMessage("Globalization", "CA1309", Justification = "Becomes SQL: the column compares by code point.")]
internal static class DeskSearch
{
    /// <summary>Most things of a kind that are shown.</summary>
    public const int Most = 50;

    private const int ShortestStart = 4, ShortestName = 2;

    private static readonly string[] Sources = [PaymentSources.Stripe, PaymentSources.PayPal, "bank", "postal"];
    private static readonly PaymentMethod[] Online = [PaymentMethod.CartaDiCredito, PaymentMethod.PayPal];

    /// <summary>What was found, without telling anything of it.</summary>
    public static async Task<IReadOnlyList<DeskHit>> FindAsync(StoreDbContext db, string typed, CancellationToken ct)
    {
        var search = OrderSearch.Recognise(typed);
        if (search is OrderSearch.Nothing)
        {
            return [];
        }

        var hits = References(db, typed.Trim());
        if (OrdersOf(db, search) is { } orders)
        {
            hits = hits.Concat(orders);
        }

        if (AccountsOf(db, search) is { } accounts)
        {
            hits = hits.Concat(accounts);
        }

        if (StartOf(typed) is { } start)
        {
            // Numbers are capital letters and figures: every collation sorts those alike.
            var end = start[..^1] + (char)(start[^1] + 1);
            hits = hits.Concat(db.Orders.Where(o => string.Compare(o.Number, start) >= 0 && string.Compare(o.Number, end) < 0).OrderBy(o => o.Number).Take(Most)
                .Select(o => new Row { By = (int)Match.NumberStart, Id = o.Id }));
        }

        return [.. (await hits.ToListAsync(ct)).Select(r => new DeskHit((Match)r.By, r.Id)).Distinct().OrderBy(h => h.By)];
    }

    /// <summary>The address of the one thing that was meant, or null when the agent must choose.</summary>
    public static async Task<string?> StraightAsync(StoreDbContext db, IReadOnlyList<DeskHit> hits, CancellationToken ct)
    {
        var exact = hits.Where(h => h.IsExact).ToList();
        var accounts = exact.Where(h => h.IsAccount).Select(h => h.Id).Distinct().ToList();
        var orders = exact.Where(h => h.IsOrder).Select(h => h.Id).Distinct().ToList();
        if (exact.Find(h => h.By == Match.BankLine) is { } line)
        {
            // The money of a line that was registered has the same reference: the order tells more.
            return exact.Count == 1 ? $"/assistenza/riconciliazione/righe/{line.Id}" : orders.Count == 1 && accounts.Count == 0 ? await OrderAsync(db, orders[0], ct) : null;
        }

        return (orders.Count, accounts.Count) switch
        {
            (1, 0) => await OrderAsync(db, orders[0], ct),
            (_, 1) when orders.Count == 0 || await db.Orders.Where(o => orders.Contains(o.Id)).AllAsync(o => o.AccountId == accounts[0], ct) => $"/assistenza/clienti/{accounts[0]}",
            _ => null,
        };
    }

    /// <summary>Tells of what was found, newest first, in two commands.</summary>
    public static async Task<DeskFindings> TellAsync(StoreDbContext db, string typed, IReadOnlyList<DeskHit> hits, CancellationToken ct)
    {
        var ids = hits.Where(h => h.IsOrder).Select(h => h.Id).Distinct().Take(Most).ToList();
        var orders = ids.Count == 0 ? [] : await db.Orders.AsNoTracking().Where(o => ids.Contains(o.Id)).OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Number)
            .Select(o => new FoundOrder(o.Id, o.Number, o.PlacedAt, o.Kind, o.Intestatario.Denominazione, o.Intestatario.Nome, o.Intestatario.Cognome, o.Status, o.Gross, o.AccountId))
            .ToListAsync(ct);
        var owners = hits.Where(h => h.IsAccount).Select(h => h.Id).Concat(orders.Select(o => o.AccountId)).Distinct().Take(Most).ToList();
        var accounts = owners.Count == 0 ? [] : await db.Users.AsNoTracking().Where(a => owners.Contains(a.Id) && a.Kind == AccountKind.Customer).OrderBy(a => a.UserName)
            .Select(a => new { a.Id, a.UserName, a.Email, a.BlockedAt, a.DeletedAt, a.Registrant }).ToListAsync(ct);
        return new DeskFindings(
            typed,
            orders.ConvertAll(o => (o, Why(hits, o.Id))),
            accounts.ConvertAll(a => (new FoundAccount(
                a.Id, a.UserName ?? "", Mailer.Mask(a.Email ?? ""), a.Registrant is { } r ? r.Denominazione ?? $"{r.Nome} {r.Cognome}" : null, a.BlockedAt is not null, a.DeletedAt is not null),
                Why(hits, a.Id))),
            [.. hits.Where(h => h.By == Match.BankLine).Select(h => h.Id)],
            OrderSearch.Recognise(typed) is OrderSearch.Mistyped wrong ? wrong.Problem : null);
    }

    private static string Why(IReadOnlyList<DeskHit> hits, Guid id) => hits.FirstOrDefault(h => h.Id == id)?.By switch
    {
        Match.Number => "numero d'ordine",
        Match.NumberStart => "inizio del numero",
        Match.Payment => "riferimento di un pagamento",
        Match.Attempt => "pagamento presso il fornitore",
        Match.Refund => "riferimento di un rimborso",
        Match.OrderKey => "dati dell'ordine",
        Match.Name => "inizio del nome",
        Match.AccountKey => "dati dell'account",
        Match.Panel => "username del pannello",
        Match.Method => "metodo conservato",
        Match.ProviderCustomer => "cliente presso il fornitore",
        _ => "account di un ordine trovato",
    };

    private static async Task<string?> OrderAsync(StoreDbContext db, Guid id, CancellationToken ct) =>
        $"/assistenza/ordini/{await db.Orders.Where(o => o.Id == id).Select(o => o.Number).SingleAsync(ct)}";

    private static IQueryable<Row> References(StoreDbContext db, string typed) =>
        db.Set<RegisteredPayment>().Where(p => Sources.Contains(p.Source) && p.Reference == typed).Select(p => new Row { By = (int)Match.Payment, Id = EF.Property<Guid>(p, "OrderId") })
            .Concat(db.PaymentAttempts.Where(a => Online.Contains(a.Method) && a.Reference == typed && a.OrderId != null).Select(a => new Row { By = (int)Match.Attempt, Id = a.OrderId!.Value }))
            .Concat(db.Set<Refund>().Where(r => r.Reference == typed).Select(r => new Row { By = (int)Match.Refund, Id = EF.Property<Guid>(r, "OrderId") }))
            .Concat(db.SavedMethods.Where(m => Online.Contains(m.Method) && m.Token == typed).Select(m => new Row { By = (int)Match.Method, Id = m.AccountId }))
            .Concat(db.ProviderCustomers.Where(c => Sources.Contains(c.Provider) && c.Reference == typed).Select(c => new Row { By = (int)Match.ProviderCustomer, Id = c.AccountId }))
            .Concat(db.PanelAccesses.Where(p => p.Username == typed).Select(p => new Row { By = (int)Match.Panel, Id = p.AccountId }))
            .Concat(db.Set<BankLine>().Where(l => l.Reference == typed).OrderBy(l => l.Reference).Take(Most).Select(l => new Row { By = (int)Match.BankLine, Id = l.Id }));

    private static IQueryable<Row>? OrdersOf(StoreDbContext db, OrderSearch search) => search switch
    {
        OrderSearch.Number => search.Apply(db.Orders).Select(o => new Row { By = (int)Match.Number, Id = o.Id }),
        OrderSearch.Name { Prefix.Length: >= ShortestName } => search.Apply(db.Orders).OrderBy(o => o.SearchName).Take(Most).Select(o => new Row { By = (int)Match.Name, Id = o.Id }),
        OrderSearch.Mailbox or OrderSearch.Person or OrderSearch.Firm =>
            search.Apply(db.Orders).OrderByDescending(o => o.PlacedAt).Take(Most).Select(o => new Row { By = (int)Match.OrderKey, Id = o.Id }),
        _ => null,
    };

    private static IQueryable<Row>? AccountsOf(StoreDbContext db, OrderSearch search)
    {
        var customers = db.Users.Where(a => a.Kind == AccountKind.Customer);
        var found = search switch
        {
            OrderSearch.Mailbox m => m.Value.ToUpperInvariant() is var key ? customers.Where(a => a.NormalizedUserName == key || a.NormalizedEmail == key) : null,
            OrderSearch.Person p => customers.Where(a => a.CodiceFiscale == p.Value),
            OrderSearch.Firm f => customers.Where(a => a.PartitaIva == f.Value || a.CodiceFiscale == f.AsCodiceFiscale),
            _ => null,
        };
        return found?.Select(a => new Row { By = (int)Match.AccountKey, Id = a.Id });
    }

    // Somebody reads the first characters of a number over the phone.
    private static string? StartOf(string typed)
    {
        var start = new string([.. typed.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return start.Length is >= ShortestStart and < OrderNumber.Length && start.StartsWith("AF", StringComparison.Ordinal) ? start : null;
    }

    // Set operations need plain columns of one type on both sides.
    private sealed class Row
    {
        public int By { get; init; }

        public Guid Id { get; init; }
    }
}

/// <summary>An order that was found.</summary>
internal sealed record FoundOrder(
    Guid Id, string Number, DateTime PlacedAt, OrderKind Kind, string? Denominazione, string? Nome, string? Cognome, OrderStatus Status, Importo Gross, Guid AccountId)
{
    /// <summary>The holder.</summary>
    public string Name => Denominazione ?? $"{Nome} {Cognome}";
}

/// <summary>An account that was found; its mailbox is masked, as in every list.</summary>
internal sealed record FoundAccount(Guid Id, string Username, string MaskedEmail, string? Name, bool Blocked, bool Deleted);

/// <summary>The page of what was found.</summary>
/// <param name="Typed">What was searched for; empty before the first search.</param>
/// <param name="Orders">Orders with the reason why they are here.</param>
/// <param name="Accounts">Accounts with the reason why they are here.</param>
/// <param name="BankLines">Lines of bank files with that reference.</param>
/// <param name="Problem">Why what was typed cannot be a code, though it looks like one; or null.</param>
internal sealed record DeskFindings(
    string Typed, IReadOnlyList<(FoundOrder Order, string Why)> Orders, IReadOnlyList<(FoundAccount Account, string Why)> Accounts, IReadOnlyList<Guid> BankLines, string? Problem)
{
    /// <summary>Nothing was searched for yet.</summary>
    public static DeskFindings None { get; } = new("", [], [], [], null);

    /// <summary>True when nothing was found.</summary>
    public bool IsEmpty => Orders.Count + Accounts.Count + BankLines.Count == 0;
}
