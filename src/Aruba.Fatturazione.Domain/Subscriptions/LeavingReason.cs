namespace Aruba.Fatturazione.Subscriptions;

/// <summary>Why an owner leaves. A closed list: nobody has to tell more, and nothing personal is written down.</summary>
public enum LeavingReason
{
    /// <summary>There is nothing to invoice any more.</summary>
    NotNeeded,

    /// <summary>It costs too much.</summary>
    TooExpensive,

    /// <summary>Another provider.</summary>
    OtherProvider,

    /// <summary>The holder is wrong: a service cannot change it.</summary>
    WrongHolder,

    /// <summary>Something else.</summary>
    Other,
}
