namespace Aruba.Fatturazione.Sandbox.Stripe;

/// <summary>How a test card behaves.</summary>
internal enum CardNature
{
    /// <summary>Every charge is accepted.</summary>
    Good,

    /// <summary>Refused without a reason.</summary>
    Declined,

    /// <summary>Refused: not enough money.</summary>
    InsufficientFunds,

    /// <summary>Refused: reported lost.</summary>
    Lost,

    /// <summary>Refused: reported stolen.</summary>
    Stolen,

    /// <summary>Refused: the bank says that it has expired.</summary>
    Expired,

    /// <summary>Refused: wrong security code.</summary>
    WrongCvc,

    /// <summary>Refused: the bank's computers failed.</summary>
    ProcessingError,

    /// <summary>Asks authentication, except without its owner once it was set up with him.</summary>
    AuthenticateUnlessSetUp,

    /// <summary>Asks authentication every time, also without its owner.</summary>
    AuthenticateAlways,

    /// <summary>Accepted while it is typed, refused whenever it is charged as a saved card.</summary>
    SavesThenFails,
}

/// <summary>Whether the owner is there to authenticate.</summary>
internal enum CardPresence
{
    /// <summary>The owner has just typed the card on a hosted page.</summary>
    Typed,

    /// <summary>A saved card, with its owner at the screen.</summary>
    OnSession,

    /// <summary>A saved card, without its owner.</summary>
    OffSession,
}
