using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>
/// Asks a provider whether it still keeps a method and stores the answer with its time. A method that the provider does not know is not
/// removed: a wrong key would make all of them unknown. Its owner is warned instead.
/// </summary>
public sealed class MethodCheck(StoreDbContext db, Gateways gateways, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>Asks, unless it was told within the last minute. True when there is an answer of now.</summary>
    public async Task<bool> AskAsync(Guid methodId, CancellationToken ct)
    {
        if (await db.SavedMethods.SingleOrDefaultAsync(m => m.Id == methodId && m.RemovedAt == null, ct) is not { } method)
        {
            return false;
        }

        if (method.SeenAt is { } seen && seen <= clock.UtcNow() && clock.UtcNow() - seen < Fresh && !method.IsMissing)
        {
            return true;
        }

        var answer = gateways.Find(method.Method) is { } gateway ? await gateway.ReadMethodAsync(method.Token, ct) : new MethodAnswer(null, IsGone: false);
        method.Asked(answer.Facts, answer.IsGone, clock.UtcNow());
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear(); // another instance asked too, or its owner changed it: what is there is as new
        }

        return answer.IsAnswer;
    }
}
