using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.Intestatari;

/// <summary>
/// The holder of the service (<i>Dati Intestatario</i>): the subject to whom the invoice is issued and whose data the service will use.
/// Plain data, checked before it is made; copied onto the order and never edited there.
/// </summary>
public sealed record Intestatario
{
    /// <summary>Kind of subject.</summary>
    public required SubjectType Type { get; init; }

    /// <summary>First name of a person; null for legal persons.</summary>
    public string? Nome { get; init; }

    /// <summary>Family name of a person; null for legal persons.</summary>
    public string? Cognome { get; init; }

    /// <summary>Ragione sociale or denominazione; null where a person has none.</summary>
    public string? Denominazione { get; init; }

    /// <summary>Sixteen characters for persons, eleven digits for legal persons.</summary>
    public required CodiceFiscale CodiceFiscale { get; init; }

    /// <summary>Null only for a Pubblica Amministrazione without one.</summary>
    public PartitaIva? PartitaIva { get; init; }

    /// <summary>Registered seat or address of the activity.</summary>
    public required Indirizzo Indirizzo { get; init; }

    /// <summary>E.164 form, <c>+390551234567</c>.</summary>
    public required string Telefono { get; init; }

    /// <summary>The holder's ordinary mailbox: payment instructions go here. Credentials go to the account's (docs/decisions/0014-who-gets-which-mail.md).</summary>
    public required string Email { get; init; }

    /// <summary>Who represents the subject; null for persons.</summary>
    public RappresentanteLegale? Rappresentante { get; init; }

    /// <summary>Where the seller's own e-invoice for this purchase is delivered.</summary>
    public required RecapitoFattura Recapito { get; init; }

    /// <summary>Codice identificativo gara, only for a Pubblica Amministrazione that has one.</summary>
    public string? Cig { get; init; }

    /// <summary>Codice unico di progetto, only for a Pubblica Amministrazione that has one.</summary>
    public string? Cup { get; init; }

    /// <summary>The name people know the subject by: denominazione, otherwise name and family name.</summary>
    public string DisplayName => Denominazione ?? $"{Nome} {Cognome}";
}
