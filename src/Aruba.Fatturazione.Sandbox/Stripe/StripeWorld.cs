using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;
using Aruba.Fatturazione.Sandbox.Webhooks;

namespace Aruba.Fatturazione.Sandbox.Stripe;

/// <summary>Everything that this Stripe knows, in memory. One lock guards it all: whoever reads or changes it holds <see cref="Gate"/>.</summary>
internal sealed class StripeWorld : IDisposable
{
    /// <summary>Name of the provider in the ledger and in the switches.</summary>
    public const string Provider = "stripe";

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly WebhookSender webhooks;
    private readonly TimeProvider clock;
    private readonly Dictionary<string, ITimer> alarms = [];

    public StripeWorld(MoneyLedger ledger, WebhookSender webhooks, TimeProvider clock)
    {
        this.webhooks = webhooks;
        this.clock = clock;
        Ledger = ledger;
        ledger.Emptied += Forget;
    }

    public Lock Gate { get; } = new();

    public MoneyLedger Ledger { get; }

    public Shelf<StripeCustomer> Customers { get; } = new("customer");

    public Shelf<StripeCard> Cards { get; } = new("PaymentMethod");

    public Shelf<StripePayment> Payments { get; } = new("payment_intent");

    public Shelf<StripeSetup> Setups { get; } = new("setupintent");

    public Shelf<StripeSession> Sessions { get; } = new("checkout.session");

    public Shelf<StripeCharge> Charges { get; } = new("charge");

    public Shelf<StripeRefund> Refunds { get; } = new("refund");

    public Shelf<StripeDispute> Disputes { get; } = new("dispute");

    public Shelf<StripeEvent> Events { get; } = new("event");

    /// <summary>The call that is being served, for the events that it causes; empty when nobody called.</summary>
    public (string? Id, string? IdempotencyKey) Request { get; set; }

    public DateTime UtcNow => clock.GetUtcNow().UtcDateTime;

    /// <summary>Seconds since 1970.</summary>
    public long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A new id such as <c>pi_…</c>, not to be guessed.</summary>
    public static string NewId(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString(Letters, 24)}";

    /// <summary>Writes down that something happened to this object, and tells the shop. Call it after the change.</summary>
    /// <param name="type">Stripe's type of event.</param>
    /// <param name="subject">The object as it is now.</param>
    /// <param name="previous">What its changed fields held before; null where Stripe does not tell.</param>
    public void Tell(string type, StripeObject subject, JsonObject? previous = null)
    {
        var data = new JsonObject { ["object"] = subject.ToJson(Expansion.None) };
        if (previous is not null)
        {
            data["previous_attributes"] = previous;
        }

        var news = Events.Add(new StripeEvent(NewId("evt"), Now, type, data, Request.Id, Request.IdempotencyKey));
        webhooks.Send(StripeWebhooks.Dialect, new WebhookEvent(news.Id, type, news.ToJson(Expansion.None)));
    }

    /// <summary>Has this done at an instant of the sandbox's clock, under the lock, unless the world was emptied meanwhile.</summary>
    public void At(long seconds, string key, Action what)
    {
        var wait = DateTimeOffset.FromUnixTimeSeconds(seconds) - clock.GetUtcNow();
        alarms[key] = clock.CreateTimer(_ => Ring(key, what), null, wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        Ledger.Emptied -= Forget;
        lock (Gate)
        {
            StopAlarms();
        }
    }

    private void Ring(string key, Action what)
    {
        lock (Gate)
        {
            if (alarms.Remove(key, out var alarm))
            {
                alarm.Dispose();
                what();
            }
        }
    }

    private void StopAlarms()
    {
        foreach (var alarm in alarms.Values)
        {
            alarm.Dispose();
        }

        alarms.Clear();
    }

    private void Forget(object? sender, EventArgs e)
    {
        lock (Gate)
        {
            StopAlarms();
            Customers.Clear();
            Cards.Clear();
            Payments.Clear();
            Setups.Clear();
            Sessions.Clear();
            Charges.Clear();
            Refunds.Clear();
            Disputes.Clear();
            Events.Clear();
        }
    }
}
