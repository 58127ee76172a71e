#if DEBUG
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Development;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Sweeps;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Aruba.Fatturazione.Web.Features.DemoTime;

/// <summary>
/// Lets days pass in Development: each day the shop does what it does by itself, so that renewal, expiry and deletion can be lived by hand.
/// Not there in any other environment, nor in a Release build.
/// </summary>
[AllowAnonymous]
[Route("/sviluppo/orologio")]
public sealed class DemoTimeController(IServiceProvider services, IHostEnvironment environment) : Controller
{
    private static readonly int[] Steps = [1, 7, 30, 90, 365];

    // Money before mails: what a day brings about is told on that day.
    private static readonly string[] ByDay = ["methods", "services", "payments"];

    private DemoClock? Demo => environment.IsDevelopment() ? services.GetService<DemoClock>() : null;

    /// <summary>What day it is in the shop.</summary>
    [HttpGet("")]
    public IActionResult Show(int passati) =>
        Demo is { } demo ? View("DemoTime", new DemoTimePage(demo.GetUtcNow().UtcDateTime, demo.Days, Steps, passati)) : NotFound();

    /// <summary>Lets so many days pass, one after the other.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Pass(int giorni, CancellationToken ct)
    {
        if (Demo is not { } demo)
        {
            return NotFound();
        }

        var passed = 0;
        while (ModelState.IsValid && Steps.Contains(giorni) && passed < giorni && demo.Advance())
        {
            passed++;
            if (services.GetService<SandboxBeside>()?.Doors is { } doors)
            {
                await demo.TellAsync(doors.Url, ct);
            }

            await LiveAsync(ct);
        }

        return LocalRedirect($"/sviluppo/orologio?passati={passed}");
    }

    private async Task LiveAsync(CancellationToken ct)
    {
        var sweeps = services.GetServices<Sweep>().ToDictionary(s => s.Name);
        foreach (var name in ByDay)
        {
            await sweeps[name].RunDueAsync(ct);
        }

        await services.GetRequiredService<OutboxDispatcher>().RunDueAsync(ct);
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Now">UTC instant in the shop.</param>
/// <param name="Days">Days ahead of the machine's clock.</param>
/// <param name="Steps">How many days one may let pass at once.</param>
/// <param name="Passed">How many have just passed.</param>
public sealed record DemoTimePage(DateTime Now, int Days, IReadOnlyList<int> Steps, int Passed);
#endif
