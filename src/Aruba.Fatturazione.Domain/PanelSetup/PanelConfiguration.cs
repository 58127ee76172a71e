namespace Aruba.Fatturazione.PanelSetup;

/// <summary>
/// The first configuration of one service, kept step by step. One per service (unique index); goes with the service. How far it has got
/// is never stored: a step is done when its part is there.
/// </summary>
public sealed class PanelConfiguration : EventSource
{
    private PanelConfiguration()
    {
    }

    /// <summary>An empty one, kept with its first part.</summary>
    public PanelConfiguration(Guid id, Guid subscriptionId)
    {
        Id = id;
        SubscriptionId = subscriptionId;
    }

    /// <summary>The service.</summary>
    public Guid SubscriptionId { get; private init; }

    /// <summary>Who issues the documents, or null.</summary>
    public Cedente? Cedente { get; private set; }

    /// <summary>Tax regime, or null.</summary>
    public Regime? Regime { get; private set; }

    /// <summary>What the step keeps, or null when it is still to be done.</summary>
    public SetupPart? this[SetupStep step] => step switch
    {
        SetupStep.Cedente => Cedente,
        SetupStep.Regime => Regime,
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>Keeps what a step says, over what it said before. The other steps stay.</summary>
    public void Keep(SetupPart part)
    {
        switch (part)
        {
            case Cedente cedente:
                Cedente = cedente;
                break;
            case Regime regime:
                Regime = regime;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(part));
        }
    }
}
