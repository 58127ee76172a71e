using System.Collections.Frozen;

namespace Aruba.Fatturazione.Intestatari;

/// <summary>The data of a holder that depend on what kind of subject it is.</summary>
public enum HolderField
{
    /// <summary>Name and family name of the person who is the subject.</summary>
    Persona,

    /// <summary>Name and family name of who represents the subject.</summary>
    Rappresentante,

    /// <summary>Ragione sociale or denominazione.</summary>
    Denominazione,

    /// <summary>Codice fiscale of a person, 16 characters.</summary>
    CodicePersonale,

    /// <summary>Codice fiscale of a body, 11 digits.</summary>
    CodiceNumerico,

    /// <summary>Partita IVA.</summary>
    PartitaIva,

    /// <summary>The choice among codice destinatario, PEC and nothing; where absent there is only the codice destinatario.</summary>
    SceltaRecapito,

    /// <summary>CIG and CUP of a public tender.</summary>
    CigCup,
}

/// <summary>Whether a field is asked.</summary>
public enum Presence
{
    /// <summary>Not asked, and not kept when posted.</summary>
    Absent,

    /// <summary>Asked, may stay empty.</summary>
    Optional,

    /// <summary>Asked, must be filled in.</summary>
    Required,
}

/// <summary>Which data each kind of subject gives in <i>Dati Intestatario</i>: one table, read by the page and by its validator.</summary>
public sealed class IntestatarioRules
{
    private static readonly FrozenDictionary<SubjectType, IntestatarioRules> Table = new Dictionary<SubjectType, IntestatarioRules>
    {
        [SubjectType.LiberoProfessionista] = Person(denominazione: Presence.Optional),
        [SubjectType.DittaIndividuale] = Person(denominazione: Presence.Required),
        [SubjectType.PersonaFisica] = Person(denominazione: Presence.Absent),
        [SubjectType.Societa] = Body(partitaIva: Presence.Required),
        [SubjectType.Ente] = Body(partitaIva: Presence.Required),
        // A public body may have no partita IVA, receives by codice univoco ufficio alone, and buys under a tender code when there is one.
        [SubjectType.PubblicaAmministrazione] = Body(
            partitaIva: Presence.Optional,
            (HolderField.SceltaRecapito, Presence.Absent),
            (HolderField.CigCup, Presence.Optional)),
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<HolderField, Presence> presences;

    private IntestatarioRules(params (HolderField Field, Presence Presence)[] rows) =>
        presences = rows.ToFrozenDictionary(row => row.Field, row => row.Presence);

    /// <summary>The rules of a kind of subject. Throws on a kind that the table lacks.</summary>
    public static IntestatarioRules For(SubjectType type) => Table[type];

    /// <summary>Whether the field is asked; what the table does not name is absent.</summary>
    public Presence this[HolderField field] => presences.GetValueOrDefault(field, Presence.Absent);

    /// <summary>True when the field is asked, required or not.</summary>
    public bool Asks(HolderField field) => this[field] != Presence.Absent;

    /// <summary>True when the field must be filled in.</summary>
    public bool Requires(HolderField field) => this[field] == Presence.Required;

    private static IntestatarioRules Person(Presence denominazione) => new(
        (HolderField.Persona, Presence.Required),
        (HolderField.Denominazione, denominazione),
        (HolderField.CodicePersonale, Presence.Required),
        (HolderField.PartitaIva, Presence.Required),
        (HolderField.SceltaRecapito, Presence.Required));

    private static IntestatarioRules Body(Presence partitaIva, params (HolderField Field, Presence Presence)[] special) => new(
    [
        (HolderField.Rappresentante, Presence.Required),
        (HolderField.Denominazione, Presence.Required),
        (HolderField.CodiceNumerico, Presence.Required),
        (HolderField.PartitaIva, partitaIva),
        .. special.Length > 0 ? special : [(HolderField.SceltaRecapito, Presence.Required)],
    ]);
}
