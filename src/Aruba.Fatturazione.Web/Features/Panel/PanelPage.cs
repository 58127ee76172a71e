using Aruba.Fatturazione.PanelSetup;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>A service as its panel shows it, on one day.</summary>
/// <param name="Service">With items and periods, tracked.</param>
/// <param name="Configuration">What has been configured, tracked; null while nothing has.</param>
/// <param name="Plan">Days of its life after the expiry.</param>
/// <param name="Today">Rome day.</param>
internal sealed record PanelPage(Subscription Service, PanelConfiguration? Configuration, RenewalPlan Plan, DateOnly Today)
{
    // The help pages: from two months before, the expiry is shown in yellow (domain 1.14).
    private const int SoonDays = 60;

    /// <summary>True when everything can be read and nothing changed: the term is over, whether or not the plan has looked yet.</summary>
    public bool IsReadOnly => Service.Status != SubscriptionStatus.Active || DaysLeft < 0;

    /// <summary>True from the first notice on: the panel says where to renew.</summary>
    public bool IsRenewable => Today >= Plan.RenewableFrom(Service.ExpiresOn);

    public int DaysLeft => Service.ExpiresOn.DayNumber - Today.DayNumber;

    /// <summary>"89 giorni": how long it can still be read, today included.</summary>
    public string ReadOnlyLeft => Plan.LastReadOnlyDay(Service.ExpiresOn).DayNumber - Today.DayNumber + 1 is var days && days == 1 ? "1 giorno" : $"{days} giorni";

    public string Tone => IsReadOnly ? "bad" : DaysLeft <= SoonDays ? "warn" : "good";

    public string Left => DaysLeft switch
    {
        < 0 => "scaduto",
        0 => "scade oggi",
        1 => "scade domani",
        _ => $"fra {DaysLeft} giorni",
    };

    public string RenewPath => $"/area-clienti/servizi/{Service.Id}/rinnova";

    /// <summary>The steps that this service has: those of a module only where the module was bought.</summary>
    public IReadOnlyList<SetupTask> Tasks => [.. SetupWords.All.Where(t => t.Module is null || Service.Items.Any(i => i.ProductCode == t.Module))];

    /// <summary>How many of <see cref="Tasks"/> are done.</summary>
    public int Done => Tasks.Count(IsDone);

    /// <summary>What the step keeps, or null.</summary>
    public SetupPart? Of(SetupStep step) => Configuration?[step];

    /// <summary>True when the step has been answered.</summary>
    public bool IsDone(SetupTask task) => Of(task.Step) is not null;

    /// <summary>The first step to be done after that one, else from the beginning; null when none is left.</summary>
    public SetupTask? NextAfter(SetupStep? step) =>
        Tasks.FirstOrDefault(t => !IsDone(t) && (step is null || t.Step > step)) ?? Tasks.FirstOrDefault(t => !IsDone(t));

    public static async Task<PanelPage> ReadAsync(StoreDbContext db, Guid accessId, RenewalPlan plan, DateOnly today, CancellationToken ct)
    {
        var found = await db.Subscriptions.Include(s => s.Items).Include(s => s.Periods)
            .Where(s => db.PanelAccesses.Any(p => p.Id == accessId && p.SubscriptionId == s.Id))
            .Select(s => new { Service = s, Configuration = db.PanelConfigurations.FirstOrDefault(c => c.SubscriptionId == s.Id) })
            .AsSingleQuery().SingleAsync(ct);
        return new PanelPage(found.Service, found.Configuration, plan, today);
    }
}
