using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.PanelSetup;

/// <summary>A step of the first configuration, in the order of the service's help pages (domain 1.12), those of the modules last.</summary>
public enum SetupStep
{
    /// <summary>Who issues the documents: seat, contacts, business register.</summary>
    Cedente,

    /// <summary>Tax regime.</summary>
    Regime,

    /// <summary>When IVA falls due.</summary>
    Esigibilita,

    /// <summary>Pension fund and ritenuta.</summary>
    Previdenza,

    /// <summary>What a new document begins with.</summary>
    Documento,

    /// <summary>Notices of the Sistema di Interscambio and delegation.</summary>
    Avvisi,

    /// <summary>Module Documenti.</summary>
    Documenti,

    /// <summary>Module Incassi e pagamenti.</summary>
    Incassi,

    /// <summary>Module Ordini elettronici.</summary>
    Ordini,
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

/// <summary>When IVA falls due on a new document.</summary>
public sealed record Esigibilita : SetupPart
{
    /// <summary>The code.</summary>
    public required EsigibilitaIva Codice { get; init; }
}

/// <summary>What a professional adds and the customer withholds; both null for who has neither.</summary>
public sealed record Previdenza : SetupPart
{
    /// <summary>Contribution to a fund, or null.</summary>
    public Cassa? Cassa { get; init; }

    /// <summary>What the customer withholds, or null.</summary>
    public Ritenuta? Ritenuta { get; init; }
}

/// <summary>What a new document begins with.</summary>
public sealed record Documento : SetupPart
{
    /// <summary>The code.</summary>
    public required TipoDocumento Tipo { get; init; }

    /// <summary>With or without IVA.</summary>
    public required Prezzi Prezzi { get; init; }
}

/// <summary>Where notices go besides the panel, and who else may come in.</summary>
public sealed record Avvisi : SetupPart
{
    /// <summary>Certified mailbox that gets the notices too, or null.</summary>
    public string? Pec { get; init; }

    /// <summary>Access given to somebody else, or null.</summary>
    public Delega? Delega { get; init; }
}

/// <summary>Module Documenti (domain 1.4).</summary>
public sealed record Documenti : SetupPart
{
    /// <summary>True when transport documents are to be kept by law too (conservazione dei DDT).</summary>
    public required bool ConservaDdt { get; init; }
}

/// <summary>Module Incassi e pagamenti (domain 1.4).</summary>
public sealed record Incassi : SetupPart
{
    /// <summary>True when <i>Abbina anagrafiche e fatture</i> is to run at the first entry.</summary>
    public required bool AbbinaFatture { get; init; }
}

/// <summary>Module Ordini elettronici (domain 1.4).</summary>
public sealed record Ordini : SetupPart
{
    /// <summary>True when orders from the NSO are to be told by mail.</summary>
    public required bool AvvisaOrdini { get; init; }
}
