namespace Aruba.Fatturazione.Fiscal;

/// <summary>Where SdI delivers the buyer's invoice: exactly one of a code, a certified mailbox, or nothing (domain: "Codice Destinatario / PEC").</summary>
public abstract record RecapitoFattura
{
    private const string SdiPrefix = "SDI:";
    private const string PecPrefix = "PEC:";
    private const string Nothing = "NESSUNO";

    private RecapitoFattura()
    {
    }

    /// <summary>The form kept in a text column: "SDI:KRRH6B9", "PEC:nome@pec.it" or "NESSUNO".</summary>
    public abstract string Stored { get; }

    /// <summary>What goes in the invoice's CodiceDestinatario: seven zeros when there is no code.</summary>
    public virtual string SdiCode => CodiceDestinatario.Default.Value;

    /// <summary>Reads what <see cref="Stored"/> wrote.</summary>
    /// <exception cref="FormatException">The text was not written by <see cref="Stored"/>.</exception>
    public static RecapitoFattura FromStored(string stored) =>
        stored == Nothing ? new Nessuno()
        : stored.StartsWith(SdiPrefix, StringComparison.Ordinal) ? new Sdi(CodiceDestinatario.Parse(stored[SdiPrefix.Length..]))
        : stored.StartsWith(PecPrefix, StringComparison.Ordinal) ? new Pec(IndirizzoPec.Parse(stored[PecPrefix.Length..]))
        : throw new FormatException("The text is not a stored recapito.");

    /// <summary>A code of 7 characters, or of 6 for a public office.</summary>
    public sealed record Sdi(CodiceDestinatario Codice) : RecapitoFattura
    {
        /// <inheritdoc/>
        public override string Stored => SdiPrefix + Codice.Value;

        /// <inheritdoc/>
        public override string SdiCode => Codice.Value;
    }

    /// <summary>A certified mailbox, put in PECDestinatario beside seven zeros.</summary>
    public sealed record Pec(IndirizzoPec Indirizzo) : RecapitoFattura
    {
        /// <inheritdoc/>
        public override string Stored => PecPrefix + Indirizzo.Value;
    }

    /// <summary>No channel: the invoice waits in the buyer's reserved area of Fatture e Corrispettivi.</summary>
    public sealed record Nessuno : RecapitoFattura
    {
        /// <inheritdoc/>
        public override string Stored => Nothing;
    }
}
