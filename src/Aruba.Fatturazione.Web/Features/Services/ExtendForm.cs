namespace Aruba.Fatturazione.Web.Features.Services;

/// <summary>What the page of an extension asks and posts: the whole choice travels in it.</summary>
public sealed class ExtendForm
{
    /// <summary>Value of <see cref="Estensione"/> with the switch on and off.</summary>
    public const string On = "attivata", Off = "disattivata";

    /// <summary>Modules to add, by code.</summary>
    public Dictionary<string, bool> Moduli { get; set; } = [];

    /// <summary>How many users or gigabytes to add, by code.</summary>
    public Dictionary<string, int?> Quantita { get; set; } = [];

    /// <summary>True once the price is asked for.</summary>
    public bool Calcola { get; set; }

    /// <summary>The switch <i>Estensione dei servizi attivi</i>: <see cref="On"/> unless told otherwise (domain: adding later).</summary>
    public string Estensione { get; set; } = On;

    /// <summary>The boxes, by document code.</summary>
    public Dictionary<string, bool> Accetto { get; set; } = [];

    /// <summary>What the page showed, as <see cref="ExtendPage.Seen"/>. Compared, never charged.</summary>
    public string? Visto { get; set; }

    /// <summary>The document versions that the page linked.</summary>
    public string? DocumentiVisti { get; set; }
}
