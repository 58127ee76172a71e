namespace Aruba.Fatturazione;

/// <summary>Something that happened and that others react to. Holds keys only, never secrets: it is stored as text.</summary>
public abstract record StoreEvent
{
    /// <summary>The order number or other key under which people look for this event.</summary>
    public abstract string Topic { get; }
}

/// <summary>An entity that is stored, versioned and raises events when its verbs are used.</summary>
public abstract class EventSource
{
    private readonly List<StoreEvent> events = [];

    /// <summary>Identity; made by the code, so that a lost answer can be asked again.</summary>
    public Guid Id { get; protected init; }

    /// <summary>Concurrency token, raised by one at every save.</summary>
    public int Version { get; private set; }

    /// <summary>Events raised since the last save, oldest first.</summary>
    public IReadOnlyList<StoreEvent> Events => events;

    /// <summary>Forgets the raised events once they are stored with the entity.</summary>
    public void EventsStored() => events.Clear();

    /// <summary>Notes that this entity changed; called by the store just before it writes.</summary>
    public void BumpVersion()
    {
        Version++;
        Touched = false;
    }

    /// <summary>True when something below this entity changed, so that its version must move although no column of its own did.</summary>
    public bool Touched { get; private set; }

    /// <summary>Raises an event, stored in the same transaction as the change.</summary>
    protected void Raise(StoreEvent e)
    {
        events.Add(e);
        Touch();
    }

    /// <summary>Notes a change in a part of this entity.</summary>
    protected void Touch() => Touched = true;
}
