using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.PanelSetup;

/// <summary>A step of the first configuration, in the order of the service's help pages (domain 1.12).</summary>
public enum SetupStep
{
    /// <summary>Who issues the documents: seat, contacts, business register.</summary>
    Cedente,

    /// <summary>Tax regime.</summary>
    Regime,
}

/// <summary>What one step of the first configuration keeps: checked before it is made.</summary>
public abstract record SetupPart;

/// <summary>What every document says of who issues it, beyond name, codice fiscale and partita IVA, which are the service itself.</summary>
public sealed record Cedente : SetupPart
{
    /// <summary>Seat.</summary>
    public required Indirizzo Sede { get; init; }

    /// <summary>E.164 form, or null when documents are to say none.</summary>
    public string? Telefono { get; init; }

    /// <summary>Mailbox, or null when documents are to say none.</summary>
    public string? Email { get; init; }

    /// <summary>Business register, or null.</summary>
    public Rea? Rea { get; init; }
}

/// <summary>The tax regime on every document.</summary>
public sealed record Regime : SetupPart
{
    /// <summary>The code.</summary>
    public required RegimeFiscale Codice { get; init; }
}
