using System.Diagnostics;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Payments.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>
/// Acts on what a provider told. An event that names something unknown waits and is tried again, because it may be faster than our own
/// save; what stays unknown ends on the desk's list.
/// </summary>
internal sealed class HandleProviderEvent(StoreDbContext db, Gateways gateways, PaymentDesk desk, MoneyBack moneyBack, MethodNews methods, TimeProvider clock)
    : IReaction<ProviderEventReceived>
{
    public async Task<string?> HandleAsync(ProviderEventReceived e, Delivery delivery, CancellationToken ct)
    {
        var row = await db.ProviderEvents.AsNoTracking().SingleOrDefaultAsync(r => r.Id == e.EventId, ct)
            ?? throw new PermanentFailure("L'evento non esiste.");
        if (row.HandledAt is not null)
        {
            return null;
        }

        var gateway = gateways.From(row.Provider) ?? throw new PermanentFailure($"Il fornitore {row.Provider} non è configurato.");
        var outcome = await ActAsync(gateway, gateway.Read(row.Type, row.Body), row, ct);
        Fault.Hit("event.acted");
        await db.ProviderEvents.Where(r => r.Id == row.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.HandledAt, clock.UtcNow()).SetProperty(r => r.Outcome, outcome), ct);
        return outcome;
    }

    /// <inheritdoc />
    public async Task GiveUpAsync(ProviderEventReceived e, CancellationToken ct)
    {
        var row = await db.ProviderEvents.AsNoTracking().SingleOrDefaultAsync(r => r.Id == e.EventId, ct);
        if (row is not null)
        {
            await db.OpenTaskAsync(
                $"event:{row.Provider}:{row.EventId}", DeskTaskKind.StrangeEvent, "",
                $"L'evento {row.EventId} ({row.Type}) di {PaymentSources.Label(row.Provider)} parla di qualcosa che il negozio non conosce.", clock, ct);
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task<string> ActAsync(IPaymentGateway gateway, ProviderNews news, ProviderEvent row, CancellationToken ct)
    {
        switch (news)
        {
            case ProviderNews.OfAttempt attempt:
                return await SettleAsync(gateway, attempt, ct);
            case ProviderNews.Refunded refunded:
                return await moneyBack.RefundedAsync(gateway, refunded, ct);
            case ProviderNews.RefundFailed failed:
                return await moneyBack.RefundFailedAsync(gateway, failed, ct);
            case ProviderNews.Disputed disputed:
                return await moneyBack.DisputedAsync(gateway, disputed, ct);
            case ProviderNews.DisputeWon won:
                return await moneyBack.DisputeWonAsync(gateway, won, ct);
            case ProviderNews.MethodChanged changed:
                return await methods.ChangedAsync(gateway, changed.Token, ct);
            case ProviderNews.MethodGone gone:
                return await methods.GoneAsync(gateway, gone.Token, ct);
            case ProviderNews.MethodKeptLater kept:
                return await methods.KeptLaterAsync(gateway, kept, ct);
            case ProviderNews.Strange strange:
                await db.OpenTaskAsync(
                    $"event:{row.Provider}:{row.EventId}", DeskTaskKind.StrangeEvent, "",
                    $"Un evento di {PaymentSources.Label(row.Provider)} ({row.EventId}) riguarda {strange.Why}: controlla a chi è intestato il webhook.", clock, ct);
                await db.SaveChangesAsync(ct);
                return "Di un altro account: nessun effetto";
            case ProviderNews.Irrelevant:
                return "Nessun effetto";
            default:
                throw new UnreachableException();
        }
    }

    private async Task<string> SettleAsync(IPaymentGateway gateway, ProviderNews.OfAttempt news, CancellationToken ct)
    {
        var id = await db.PaymentAttempts.AsNoTracking()
            .Where(a => a.Method == gateway.Method && (a.Id == news.AttemptId || (news.Reference != null && a.Reference == news.Reference)))
            .Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
        return id is { } known && await desk.SettleAsync(known, ct) is { } attempt
            ? $"Tentativo {attempt.Status.Label().ToLowerInvariant()}"
            : throw new InvalidOperationException($"No attempt is known under {news.Reference}.");
    }
}
