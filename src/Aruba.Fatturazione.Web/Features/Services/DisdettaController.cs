using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Features.Services;

/// <summary><i>Disdetta</i> of a service: given and taken back until the expiry. Somebody else's service is a 404.</summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/servizi/{id:guid}/disdetta")]
public sealed class DisdettaController(StoreDbContext db, Disdette disdette, IOptions<RenewalOptions> renewal, TimeProvider clock) : Controller
{
    /// <summary>What leaving means, or that the owner is leaving.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, string? esito, CancellationToken ct) =>
        await PageAsync(id, esito, ct) is { } page ? Ask(new DisdettaForm(), page) : NotFound();

    /// <summary>The owner leaves at the expiry.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Orders)]
    public async Task<IActionResult> Give(Guid id, DisdettaForm form, CancellationToken ct)
    {
        if (form.Reason is null && !string.IsNullOrEmpty(form.Motivo))
        {
            ModelState.AddModelError(nameof(form.Motivo), "Scegli un motivo della lista, o nessuno");
        }

        return ModelState.IsValid
            ? Answer(id, await disdette.GiveAsync(User.AccountId(), User.Username(), id, form.Reason, ct), "ricevuta")
            : await PageAsync(id, code: null, ct) is { } page ? Ask(form, page) : NotFound();
    }

    /// <summary>The owner stays after all.</summary>
    [HttpPost("revoca"), EnableRateLimiting(Limits.Orders)]
    public async Task<IActionResult> Revoke(Guid id, CancellationToken ct) =>
        Answer(id, await disdette.RevokeAsync(User.AccountId(), User.Username(), id, ct), "revocata");

    private IActionResult Answer(Guid id, DisdettaOutcome outcome, string done) => outcome switch
    {
        DisdettaOutcome.Missing => NotFound(),
        DisdettaOutcome.TooLate => LocalRedirect($"{DisdettaPage.AddressOf(id)}?esito=tardi"),
        _ => LocalRedirect($"{DisdettaPage.AddressOf(id)}?esito={done}"),
    };

    private async Task<DisdettaPage?> PageAsync(Guid id, string? code, CancellationToken ct)
    {
        var owner = User.AccountId();
        var found = await db.Subscriptions.AsNoTracking().Where(s => s.Id == id && s.AccountId == owner && s.Status != SubscriptionStatus.Deleted)
            .Select(s => new
            {
                Service = s,
                Open = db.Orders.Where(o => o.SubscriptionId == s.Id && o.Kind == OrderKind.Renewal && (o.Status == OrderStatus.AwaitingPayment || o.Status == OrderStatus.AwaitingActivation))
                    .OrderByDescending(o => o.PlacedAt).Select(o => new OpenRenewal(o.Number, o.Gross, o.Status, o.Method)).FirstOrDefault(),
            }).SingleOrDefaultAsync(ct);
        return found is null ? null : new DisdettaPage(found.Service, found.Open, renewal.Value.Plan.LastReadOnlyDay(found.Service.ExpiresOn), clock.Today(), code);
    }

    private ViewResult Ask(DisdettaForm form, DisdettaPage page)
    {
        ViewData[nameof(DisdettaPage)] = page;
        return View("Disdetta", form);
    }
}

/// <summary>What the page of a disdetta posts.</summary>
public sealed class DisdettaForm
{
    /// <summary>Why; empty when the owner does not say.</summary>
    public string? Motivo { get; set; }

    /// <summary>Why; null when the owner does not say, or said something that is not on the list.</summary>
    public LeavingReason? Reason => Enum.TryParse<LeavingReason>(Motivo, ignoreCase: false, out var reason) && Enum.IsDefined(reason) ? reason : null;
}

/// <summary>The order of the next term that is not done yet.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Gross">Amount, IVA included.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Method">How it is to be paid.</param>
public sealed record OpenRenewal(string Number, Importo Gross, OrderStatus Status, PaymentMethod Method);

/// <summary>The page of a disdetta.</summary>
/// <param name="Service">The service.</param>
/// <param name="Open">The order of the next term that is not done yet, or null.</param>
/// <param name="ReadOnlyUntil">Last day on which the data can be read.</param>
/// <param name="Today">Rome day.</param>
/// <param name="Code">What was just done, or null.</param>
public sealed record DisdettaPage(Subscription Service, OpenRenewal? Open, DateOnly ReadOnlyUntil, DateOnly Today, string? Code)
{
    /// <summary>True when the term is over.</summary>
    public bool IsOver => Service.ExpiresOn < Today;

    /// <summary>What was just done, in words, or null.</summary>
    public string? Notice => (Code, Service.IsLeaving) switch
    {
        ("ricevuta", true) => "La disdetta è ricevuta: ti mandiamo una conferma per email.",
        ("revocata", false) => "La disdetta è revocata: ti mandiamo una conferma per email.",
        ("tardi", _) when IsOver => "Il servizio è già scaduto: la disdetta non serve e non si può più revocare.",
        ("estensione", true) => "Per aggiungere al servizio revoca prima la disdetta.",
        ("rinnovo", true) => "Per rinnovare il servizio revoca prima la disdetta.",
        _ => null,
    };

    /// <summary>Where a service is left.</summary>
    public static string AddressOf(Guid serviceId) => $"/area-clienti/servizi/{serviceId}/disdetta";

    /// <summary>Where an owner who is leaving is sent first; <paramref name="what"/> is what was wanted: <c>rinnovo</c> or <c>estensione</c>.</summary>
    public static string RevokeFirst(Guid serviceId, string what) => $"{AddressOf(serviceId)}?esito={what}";

    /// <summary>The reasons to choose from.</summary>
    public static IEnumerable<SelectListItem> Reasons => Enum.GetValues<LeavingReason>().Select(r => new SelectListItem(Words(r), r.ToString()));

    /// <summary>A reason in words.</summary>
    public static string Words(LeavingReason reason) => reason switch
    {
        LeavingReason.NotNeeded => "Non mi serve più",
        LeavingReason.TooExpensive => "Costa troppo",
        LeavingReason.OtherProvider => "Passo a un altro fornitore",
        LeavingReason.WrongHolder => "Il codice fiscale o la partita IVA sono sbagliati",
        _ => "Un altro motivo",
    };
}
