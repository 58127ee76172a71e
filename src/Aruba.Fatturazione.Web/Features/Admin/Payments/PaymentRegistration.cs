using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Payments;

/// <summary>What became of registering a payment at the desk.</summary>
internal abstract record RegistrationResult
{
    private RegistrationResult()
    {
    }

    /// <summary>Stored, with its audit row.</summary>
    public sealed record Stored(Registration Kind) : RegistrationResult;

    /// <summary>This money is already in the books; here is the row that won.</summary>
    public sealed record Known(Guid PaymentId) : RegistrationResult;

    /// <summary>The order is no longer as the agent saw it.</summary>
    public sealed record Changed : RegistrationResult;

    /// <summary>There is no such order.</summary>
    public sealed record NoSuchOrder : RegistrationResult;
}

/// <summary>Money that reached an account, as a bank or an agent tells it.</summary>
/// <param name="Source">The account: <c>bank</c> or <c>postal</c>.</param>
/// <param name="Reference">The bank's reference; unique within the account.</param>
/// <param name="Amount">The sum.</param>
/// <param name="ValueDate">Rome day on which it counts.</param>
/// <param name="Note">What the agent or the file adds, or null.</param>
internal sealed record MoneyIn(string Source, string Reference, Importo Amount, DateOnly ValueDate, string? Note);

/// <summary>
/// Registers money that no provider tells of: typed by an agent or read from a bank file. The unique index on account and reference is the
/// judge: whoever loses reads the winner's row.
/// </summary>
internal static class PaymentRegistration
{
    /// <summary>
    /// Registers once, however often and by however many it is asked, if the order is still of that version. What <paramref name="also"/> changes
    /// is stored in the same transaction; when it says false nothing is.
    /// </summary>
    public static async Task<RegistrationResult> RegisterAsync(
        this StoreDbContext db, string number, MoneyIn money, int version, DeskAgent agent, TimeProvider clock, Func<Task<bool>>? also, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            if (await WinnerAsync(db, money, ct) is { } winner)
            {
                return new RegistrationResult.Known(winner);
            }

            var order = await db.OrderForVerbsAsync(number, ct);
            if (order is null || order.Version != version)
            {
                return order is null ? new RegistrationResult.NoSuchOrder() : await ChangedByAsync(db, money, ct);
            }

            var payment = Payment(money, agent, clock);
            var kind = order.Register(payment);
            if (kind == Registration.AlreadyRegistered)
            {
                continue; // the winner was stored between the reading of the order and that of its payments: the next look finds it
            }

            if (also is not null && !await also())
            {
                return new RegistrationResult.Changed();
            }

            db.Audit.Add(agent.Did("payment.registered", number, payment.RegisteredAt, Details(payment, order, kind)));
            Fault.Hit("registration.saving");
            try
            {
                await db.SaveChangesAsync(ct);
                Fault.Hit("registration.saved");
                return new RegistrationResult.Stored(kind);
            }
            catch (DbUpdateException) when (attempt < DeskWork.Attempts)
            {
                // Another agent was faster, with this payment or with another one of this order: look again and judge anew.
            }
        }
    }

    // What changed the order may be this very payment, stored between the two reads.
    private static async Task<RegistrationResult> ChangedByAsync(StoreDbContext db, MoneyIn money, CancellationToken ct) =>
        await WinnerAsync(db, money, ct) is { } winner ? new RegistrationResult.Known(winner) : new RegistrationResult.Changed();

    private static Task<Guid?> WinnerAsync(StoreDbContext db, MoneyIn money, CancellationToken ct) =>
        db.Set<RegisteredPayment>().Where(p => p.Source == money.Source && p.Reference == money.Reference).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);

    private static RegisteredPayment Payment(MoneyIn money, DeskAgent agent, TimeProvider clock) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Source = money.Source,
        Reference = money.Reference,
        Amount = money.Amount,
        ValueDate = money.ValueDate,
        Note = money.Note,
        RegisteredBy = agent.Name,
        RegisteredAt = clock.UtcNow(),
    };

    private static string Details(RegisteredPayment payment, Order order, Registration kind) =>
        $"{payment.Amount}, {PaymentSources.Label(payment.Source)}, riferimento {payment.Reference}, valuta {payment.ValueDate:dd/MM/yyyy}; {kind}, da pagare {order.StillDue}";
}
