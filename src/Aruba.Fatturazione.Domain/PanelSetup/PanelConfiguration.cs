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

    /// <summary>When IVA falls due, or null.</summary>
    public Esigibilita? Esigibilita { get; private set; }

    /// <summary>Fund and ritenuta, or null.</summary>
    public Previdenza? Previdenza { get; private set; }

    /// <summary>What a new document begins with, or null.</summary>
    public Documento? Documento { get; private set; }

    /// <summary>Notices and delegation, or null.</summary>
    public Avvisi? Avvisi { get; private set; }

    /// <summary>Module Documenti, or null.</summary>
    public Documenti? Documenti { get; private set; }

    /// <summary>Module Incassi e pagamenti, or null.</summary>
    public Incassi? Incassi { get; private set; }

    /// <summary>Module Ordini elettronici, or null.</summary>
    public Ordini? Ordini { get; private set; }

    /// <summary>What the step keeps, or null when it is still to be done.</summary>
    public SetupPart? this[SetupStep step] => step switch
    {
        SetupStep.Cedente => Cedente,
        SetupStep.Regime => Regime,
        SetupStep.Esigibilita => Esigibilita,
        SetupStep.Previdenza => Previdenza,
        SetupStep.Documento => Documento,
        SetupStep.Avvisi => Avvisi,
        SetupStep.Documenti => Documenti,
        SetupStep.Incassi => Incassi,
        SetupStep.Ordini => Ordini,
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>Keeps what a step says, over what it said before. The other steps stay.</summary>
    public void Keep(SetupPart part)
    {
        Cedente = part as Cedente ?? Cedente;
        Regime = part as Regime ?? Regime;
        Esigibilita = part as Esigibilita ?? Esigibilita;
        Previdenza = part as Previdenza ?? Previdenza;
        Documento = part as Documento ?? Documento;
        Avvisi = part as Avvisi ?? Avvisi;
        Documenti = part as Documenti ?? Documenti;
        Incassi = part as Incassi ?? Incassi;
        Ordini = part as Ordini ?? Ordini;
    }
}
