namespace Aruba.Fatturazione.PanelSetup;

/// <summary>
/// Kind of document that can stand ready on a new one (FatturaPA 2.1.1.1, <c>TipoDocumento</c>). Credit notes, integrazioni and autofatture
/// are chosen document by document and are not offered.
/// </summary>
public enum TipoDocumento
{
    /// <summary>Invoice.</summary>
    TD01,

    /// <summary>Advance on an invoice.</summary>
    TD02,

    /// <summary>Advance on a parcella.</summary>
    TD03,

    /// <summary>Parcella.</summary>
    TD06,

    /// <summary>Deferred invoice, letter a.</summary>
    TD24,

    /// <summary>Deferred invoice, letter b.</summary>
    TD25,
}

/// <summary>How prices are written on a new document.</summary>
public enum Prezzi
{
    /// <summary>Without IVA.</summary>
    Netti,

    /// <summary>With IVA.</summary>
    Lordi,
}

/// <summary>The kinds with the words of the schema.</summary>
public static class TipiDocumento
{
    /// <summary>By code.</summary>
    public static CodeList<TipoDocumento> List { get; } = new(
        "Scegli il documento che emetti più spesso: per molti è la fattura, TD01",
        (TipoDocumento.TD01, "Fattura"),
        (TipoDocumento.TD02, "Acconto / anticipo su fattura"),
        (TipoDocumento.TD03, "Acconto / anticipo su parcella"),
        (TipoDocumento.TD06, "Parcella"),
        (TipoDocumento.TD24, "Fattura differita di cui all'art. 21, comma 4, lett. a)"),
        (TipoDocumento.TD25, "Fattura differita di cui all'art. 21, comma 4, terzo periodo lett. b)"));
}
