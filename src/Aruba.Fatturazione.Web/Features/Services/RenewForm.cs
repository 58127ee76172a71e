namespace Aruba.Fatturazione.Web.Features.Services;

/// <summary>The choice of what a service is renewed with.</summary>
public abstract class ContentsForm
{
    /// <summary>The value of <see cref="Azione"/> that only asks for new totals.</summary>
    public const string Recount = "totale";

    /// <summary>The modules that are ticked, by code. What is not posted is not ticked.</summary>
    public Dictionary<string, bool> Moduli { get; set; } = [];

    /// <summary>Units of the extras as typed, by code.</summary>
    public Dictionary<string, string?> Quantita { get; set; } = [];

    /// <summary>Invoices expected in a year, as typed; for the forecast only.</summary>
    public string? Fatture { get; set; }

    /// <summary>The button that was pressed; null for the one that goes on.</summary>
    public string? Azione { get; set; }

    /// <summary>What the totals on the page were for: <c>documenti:1 utenti-aggiuntivi:2</c>. Null when nothing could be chosen.</summary>
    public string? VociViste { get; set; }
}

/// <summary>What the page of a renewal posts.</summary>
public sealed class RenewForm : ContentsForm
{
    /// <summary>Years.</summary>
    public int Anni { get; set; }

    /// <summary>The boxes, by document code.</summary>
    public Dictionary<string, bool> Accetto { get; set; } = [];

    /// <summary>The totals that the page showed, in cents, by years: <c>1:3648 2:7296</c>. Compared, never charged.</summary>
    public string? TotaliVisti { get; set; }

    /// <summary>The document versions that the page linked.</summary>
    public string? DocumentiVisti { get; set; }
}

/// <summary>What the page of the coming renewal posts.</summary>
public sealed class WishForm : ContentsForm
{
    /// <summary>Version of the service that the page showed.</summary>
    public int Versione { get; set; }
}
