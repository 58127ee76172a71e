using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Customers;

/// <summary>What the desk reads of an account.</summary>
internal sealed record CustomerFacts(
    Guid Id, string Username, string Email, DateTime CreatedAt, DateTime? BlockedAt, Registrant? Registrant, CodiceFiscale? CodiceFiscale, PartitaIva? PartitaIva, int Sessions)
{
    /// <summary>The name given at registration, or the username.</summary>
    public string Name => Registrant is null ? Username : Registrant.Denominazione ?? $"{Registrant.Nome} {Registrant.Cognome}";
}

/// <summary>An order of the customer.</summary>
internal sealed record CustomerOrder(string Number, DateTime PlacedAt, OrderKind Kind, OrderStatus Status, Importo Gross);

/// <summary>A service of the customer with its way into the panel.</summary>
internal sealed record CustomerService(
    string HolderName, SubscriptionStatus Status, DateOnly ExpiresOn, Guid? PanelId, string? PanelUsername, DateTime? TemporaryUntil, bool? MustChange,
    DateTime? DisdettaAt, LeavingReason? DisdettaReason);

/// <summary>The page of a customer.</summary>
internal sealed record CustomerPage(CustomerFacts Customer, IReadOnlyList<CustomerOrder> Orders, IReadOnlyList<CustomerService> Services, string? Notice)
{
    private const int MaxOrders = 50;

    /// <summary>Reads it in three commands; null when there is no such customer.</summary>
    public static async Task<CustomerPage?> ReadAsync(StoreDbContext db, Guid id, string? notice, CancellationToken ct)
    {
        if (await FactsAsync(db, id, ct) is not { } facts)
        {
            return null;
        }

        var orders = await db.Orders.AsNoTracking().Where(o => o.AccountId == id).OrderByDescending(o => o.PlacedAt).Take(MaxOrders)
            .Select(o => new CustomerOrder(o.Number, o.PlacedAt, o.Kind, o.Status, o.Gross)).ToListAsync(ct);
        var services = await db.Subscriptions.AsNoTracking().Where(s => s.AccountId == id)
            .GroupJoin(db.PanelAccesses, s => s.Id, p => p.SubscriptionId, (s, p) => new { Service = s, Panels = p })
            .SelectMany(x => x.Panels.DefaultIfEmpty(), (x, p) => new CustomerService(
                x.Service.HolderName, x.Service.Status, x.Service.ExpiresOn,
                p == null ? null : p.Id, p == null ? null : p.Username, p == null ? null : p.TemporaryUntil, p == null ? null : p.MustChange,
                x.Service.DisdettaAt, x.Service.DisdettaReason))
            .ToListAsync(ct);
        return new CustomerPage(facts, orders, services, Words(notice));
    }

    /// <summary>The facts alone.</summary>
    public static Task<CustomerFacts?> FactsAsync(StoreDbContext db, Guid id, CancellationToken ct) =>
        db.Users.AsNoTracking().Where(a => a.Id == id && a.Kind == AccountKind.Customer)
            .Select(a => new CustomerFacts(
                a.Id, a.UserName ?? "", a.Email ?? "", a.CreatedAt, a.BlockedAt, a.Registrant, a.CodiceFiscale, a.PartitaIva, db.Sessions.Count(s => s.OwnerId == a.Id)))
            .SingleOrDefaultAsync(ct);

    private static string? Words(string? code) => code switch
    {
        "sessioni-chiuse" => "Le sessioni sono chiuse: per continuare il cliente deve accedere di nuovo.",
        "bloccato" => "L'account è bloccato e le sue sessioni sono chiuse.",
        "sbloccato" => "L'account è sbloccato.",
        "credenziali" => "Le nuove credenziali sono in partenza per l'email dell'account.",
        "gia-fatto" => "Qualcun altro se n'è già occupato.",
        _ => null,
    };
}
