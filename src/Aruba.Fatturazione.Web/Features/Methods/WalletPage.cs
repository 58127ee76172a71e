using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Methods;

/// <summary>Methods and services of one account, read in two commands.</summary>
/// <param name="Methods">What can be charged or at least shown, newest first.</param>
/// <param name="Services">Services that are not deleted.</param>
/// <param name="Today">Rome day.</param>
/// <param name="Plan">When services are charged.</param>
public sealed record WalletState(IReadOnlyList<SavedMethod> Methods, IReadOnlyList<Subscription> Services, DateOnly Today, RenewalPlan Plan)
{
    /// <summary>Reads it.</summary>
    public static async Task<WalletState> ReadAsync(StoreDbContext db, Guid accountId, DateOnly today, RenewalPlan plan, CancellationToken ct) => new(
        await db.SavedMethods.AsNoTracking().Of(accountId).ToListAsync(ct),
        await db.Subscriptions.AsNoTracking().Where(s => s.AccountId == accountId && s.Status != SubscriptionStatus.Deleted).OrderBy(s => s.ExpiresOn).ToListAsync(ct),
        today,
        plan);

    /// <summary>A method, or null when it is none of these.</summary>
    public SavedMethod? Find(Guid? methodId) => Methods.FirstOrDefault(m => m.Id == methodId);

    /// <summary>True when the card is past its month.</summary>
    public bool IsExpired(SavedMethod method) => method.IsExpiredOn(Today);

    /// <summary>The services that a method renews.</summary>
    public IReadOnlyList<Subscription> RenewedBy(SavedMethod method) => [.. Services.Where(s => s.RenewalMethodId == method.Id)];

    /// <summary>What can be charged, but for one.</summary>
    public IReadOnlyList<SavedMethod> UsableBut(Guid? methodId) => [.. Methods.Where(m => m.Id != methodId && !IsExpired(m))];

    /// <summary>What is said of a service's renewal; null for an expired one.</summary>
    public RenewalLine? RenewalOf(Subscription service) => RenewalLine.Of(service, Find(service.RenewalMethodId), Today, Plan);

    /// <summary>When a service that a method renews is charged next, or that its term is over.</summary>
    public string WhenOf(Subscription service) => service.Status == SubscriptionStatus.Active
        ? $"prossimo addebito il {Italian.Day(Plan.NextChargeOn(service.ExpiresOn, Today))}"
        : $"scaduto il {Italian.Day(service.ExpiresOn)}";

    /// <summary>True when a method ends before a service is charged.</summary>
    public bool EndsBefore(SavedMethod method, Subscription service) => method.IsExpiredOn(Plan.NextChargeOn(service.ExpiresOn, Today));
}

/// <summary>The list of methods.</summary>
/// <param name="State">Methods and services.</param>
/// <param name="Notice">What was just done, or null.</param>
public sealed record WalletPage(WalletState State, WalletNotice? Notice);

/// <summary>A new method.</summary>
/// <param name="Offers">What can be registered now.</param>
/// <param name="Unavailable">Names of what cannot, because its provider does not answer.</param>
/// <param name="Mandate">The mandate's box.</param>
/// <param name="AsksPassword">True when the password was not typed lately.</param>
/// <param name="Notice">What happened before, or null.</param>
public sealed record AddPage(
    IReadOnlyList<AddOffer> Offers, IReadOnlyList<string> Unavailable, RequiredAcceptance Mandate, bool AsksPassword, WalletNotice? Notice);

/// <summary>One kind of method.</summary>
public sealed record AddOffer(string Value, string Title, string Notice);

/// <summary>Before a method is removed.</summary>
/// <param name="Method">What is removed.</param>
/// <param name="State">Methods and services.</param>
/// <param name="Mandate">The mandate's box, for what takes its place.</param>
/// <param name="AsksPassword">True when the password was not typed lately.</param>
/// <param name="Notice">What happened before, or null.</param>
public sealed record RemovePage(SavedMethod Method, WalletState State, RequiredAcceptance Mandate, bool AsksPassword, WalletNotice? Notice)
{
    /// <summary>What it renews.</summary>
    public IReadOnlyList<Subscription> Renews => State.RenewedBy(Method);

    /// <summary>What may take its place.</summary>
    public IReadOnlyList<SavedMethod> Others => State.UsableBut(Method.Id);
}

/// <summary>Automatic renewal of one service.</summary>
/// <param name="Service">The service.</param>
/// <param name="State">Methods and services.</param>
/// <param name="LastPaid">What its last term cost and for how many years.</param>
/// <param name="Mandate">The mandate's box.</param>
/// <param name="Notice">What was just done, or null.</param>
public sealed record RenewalPage(Subscription Service, WalletState State, LastTerm? LastPaid, RequiredAcceptance Mandate, WalletNotice? Notice)
{
    /// <summary>When and with what, or why not; null for an expired service.</summary>
    public RenewalLine? Renewal => State.RenewalOf(Service);

    /// <summary>What it can be switched on with, or go over to.</summary>
    public IReadOnlyList<SavedMethod> Choices => State.UsableBut(Service.RenewalMethodId);
}

/// <summary>What the last term cost.</summary>
public sealed record LastTerm(Importo Gross, int Years);
