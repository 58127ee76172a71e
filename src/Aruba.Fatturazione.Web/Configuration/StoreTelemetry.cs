using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aruba.Fatturazione.Web.Outbox;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>The shop's own traces and metrics. They cost almost nothing until an exporter is configured.</summary>
public sealed class StoreTelemetry : IDisposable
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Aruba.Fatturazione";

    private readonly ActivitySource source = new(Name);
    private readonly Meter meter = new(Name);
    private readonly Counter<long> reactions;
    private readonly Histogram<double> reactionDelay;
    private readonly Counter<long> refusedWebhooks;

    /// <summary>Declares the instruments.</summary>
    public StoreTelemetry()
    {
        reactions = meter.CreateCounter<long>("shop.outbox.reactions", description: "Reactions run, by name and outcome");
        refusedWebhooks = meter.CreateCounter<long>("shop.webhook.rejected", description: "Webhooks without valid proof, by provider and reason");
        reactionDelay = meter.CreateHistogram<double>("shop.outbox.delay", unit: "s", description: "From event to reaction done");
    }

    /// <summary>Starts the span of a reaction, under the request that caused it.</summary>
    public Activity? StartReaction(OutboxMessage message) =>
        source.StartActivity(message.Reaction, ActivityKind.Consumer, message.TraceParent);

    /// <summary>Counts a success.</summary>
    public void ReactionDone(OutboxMessage message, DateTime now)
    {
        reactions.Add(1, new("reaction", message.Reaction), new("outcome", "done"));
        reactionDelay.Record((now - message.CreatedAt).TotalSeconds, new KeyValuePair<string, object?>("reaction", message.Reaction));
    }

    /// <summary>Counts a failure.</summary>
    public void ReactionFailed(OutboxMessage message, bool parked) =>
        reactions.Add(1, new("reaction", message.Reaction), new("outcome", parked ? "parked" : "failed"));

    /// <summary>Counts a webhook without valid proof.</summary>
    public void WebhookRefused(string provider, string why) => refusedWebhooks.Add(1, new("provider", provider), new("reason", why));

    /// <inheritdoc />
    public void Dispose()
    {
        source.Dispose();
        meter.Dispose();
    }
}
