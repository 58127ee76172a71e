using System.Text.Json;

namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>One delivery of a message to its reaction.</summary>
/// <param name="MessageId">The outbox row; the same at every attempt.</param>
/// <param name="Attempt">1 for the first.</param>
public sealed record Delivery(Guid MessageId, int Attempt);

/// <summary>
/// Does one thing because of an event. Reads the state again and is safe to repeat: it may run twice after a crash.
/// Throws <see cref="PermanentFailure"/> when trying again cannot help.
/// </summary>
/// <typeparam name="TEvent">The event it hears.</typeparam>
public interface IReaction<in TEvent>
    where TEvent : StoreEvent
{
    /// <summary>Does it. Returns a short Italian sentence for the timeline, or null.</summary>
    Task<string?> HandleAsync(TEvent e, Delivery delivery, CancellationToken ct);
}

/// <summary>Trying again cannot help: the message is parked and shown to staff.</summary>
public sealed class PermanentFailure : Exception
{
    /// <summary>Without a reason.</summary>
    public PermanentFailure()
    {
    }

    /// <summary>With the reason that staff will read; no personal data.</summary>
    public PermanentFailure(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and its cause.</summary>
    public PermanentFailure(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Who reacts to what; the whole table is in <see cref="StoreReactions"/>.</summary>
public sealed class Reactions
{
    private readonly Dictionary<Type, List<Type>> byEvent = [];
    private readonly Dictionary<(string Event, string Reaction), Invoke> invokers = [];

    private delegate Task<string?> Invoke(IServiceProvider services, string payload, Delivery delivery, CancellationToken ct);

    /// <summary>Every reaction type, to be registered as a service.</summary>
    public IEnumerable<Type> ReactionTypes => byEvent.Values.SelectMany(r => r).Distinct();

    /// <summary>Every event type of the table.</summary>
    public IEnumerable<Type> EventTypes => byEvent.Keys;

    /// <summary>Adds a row of the table. With no reaction the event is known to be unheard.</summary>
    public Reactions On<TEvent>(params Type[] reactions)
        where TEvent : StoreEvent
    {
        byEvent.Add(typeof(TEvent), [.. reactions]);
        foreach (var reaction in reactions)
        {
            if (!typeof(IReaction<TEvent>).IsAssignableFrom(reaction))
            {
                throw new ArgumentException($"{reaction.Name} does not react to {typeof(TEvent).Name}.", nameof(reactions));
            }

            invokers.Add((typeof(TEvent).Name, reaction.Name), (services, payload, delivery, ct) =>
                ((IReaction<TEvent>)services.GetRequiredService(reaction))
                    .HandleAsync(JsonSerializer.Deserialize<TEvent>(payload)!, delivery, ct));
        }

        return this;
    }

    /// <summary>The rows that an event becomes.</summary>
    public IEnumerable<OutboxMessage> MessagesFor(StoreEvent e, DateTime now, string? traceParent)
    {
        if (!byEvent.TryGetValue(e.GetType(), out var reactions))
        {
            throw new InvalidOperationException($"{e.GetType().Name} is in no row of the table of reactions.");
        }

        return reactions.Select(reaction => new OutboxMessage
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
            Event = e.GetType().Name,
            Reaction = reaction.Name,
            Payload = JsonSerializer.Serialize(e, e.GetType()),
            Topic = e.Topic,
            CreatedAt = now,
            DueAt = now,
            TraceParent = traceParent,
        });
    }

    /// <summary>Runs the reaction of a row. Throws <see cref="PermanentFailure"/> when this version knows no such reaction.</summary>
    public Task<string?> RunAsync(OutboxMessage message, IServiceProvider services, CancellationToken ct) =>
        invokers.TryGetValue((message.Event, message.Reaction), out var invoke)
            ? invoke(services, message.Payload, new Delivery(message.Id, message.Attempts), ct)
            : throw new PermanentFailure($"This version has no reaction {message.Reaction} to {message.Event}.");
}
