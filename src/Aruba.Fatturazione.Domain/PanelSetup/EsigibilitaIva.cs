namespace Aruba.Fatturazione.PanelSetup;

/// <summary>When the IVA of an invoice falls due (FatturaPA 2.2.2.7, <c>EsigibilitaIVA</c>).</summary>
public enum EsigibilitaIva
{
    /// <summary>At once.</summary>
    I,

    /// <summary>When the invoice is paid.</summary>
    D,

    /// <summary>Not for the supplier: the public body pays it to the State (split payment).</summary>
    S,
}

/// <summary>The codes with the words of the schema.</summary>
public static class EsigibilitaIvaCodes
{
    /// <summary>The most used first.</summary>
    public static CodeList<EsigibilitaIva> List { get; } = new(
        "Scegli l'esigibilità dell'IVA: quasi sempre è immediata",
        (EsigibilitaIva.I, "Esigibilità immediata"),
        (EsigibilitaIva.D, "Esigibilità differita"),
        (EsigibilitaIva.S, "Scissione dei pagamenti"));
}
