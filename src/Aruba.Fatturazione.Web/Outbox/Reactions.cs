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

    /// <summary>
    /// It will not be tried again: says so in the data, where that matters. Runs before the message is parked; when it fails itself the
    /// message is not parked but tried again later.
    /// </summary>
    Task GiveUpAsync(TEvent e, CancellationToken ct) => Task.CompletedTask;
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
    private readonly Dictionary<(string Event, string Reaction), Known> known = [];

    private delegate Task<string?> Invoke(IServiceProvider services, string payload, Delivery delivery, CancellationToken ct);

    private delegate Task GiveUp(IServiceProvider services, string payload, CancellationToken ct);

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

            IReaction<TEvent> Find(IServiceProvider services) => (IReaction<TEvent>)services.GetRequiredService(reaction);
            known.Add((typeof(TEvent).Name, reaction.Name), new Known(
                (services, payload, delivery, ct) => Find(services).HandleAsync(Read<TEvent>(payload), delivery, ct),
                (services, payload, ct) => Find(services).GiveUpAsync(Read<TEvent>(payload), ct)));
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

    /// <summary>Runs the reaction of a row. Throws <see cref="PermanentFailure"/> when this version knows no such reaction or cannot read the event.</summary>
    public Task<string?> RunAsync(OutboxMessage message, IServiceProvider services, CancellationToken ct) =>
        known.TryGetValue((message.Event, message.Reaction), out var k)
            ? k.Run(services, message.Payload, new Delivery(message.Id, message.Attempts), ct)
            : throw new PermanentFailure($"Questa versione non conosce {message.Reaction} per {message.Event}.");

    /// <summary>Tells the reaction of a row that it will not be tried again. Nothing happens when nobody knows it.</summary>
    public Task GiveUpAsync(OutboxMessage message, IServiceProvider services, CancellationToken ct) =>
        known.TryGetValue((message.Event, message.Reaction), out var k) && IsReadable(message.Payload)
            ? k.GiveUp(services, message.Payload, ct)
            : Task.CompletedTask;

    private static TEvent Read<TEvent>(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<TEvent>(payload) ?? throw new PermanentFailure("L'evento è vuoto.");
        }
        catch (JsonException e)
        {
            throw new PermanentFailure("L'evento non si legge.", e);
        }
    }

    private static bool IsReadable(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed record Known(Invoke Run, GiveUp GiveUp);
}
