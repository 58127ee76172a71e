namespace Aruba.Fatturazione.Intestatari;

/// <summary>What kind of subject buys the service; decides which fields are asked.</summary>
public enum SubjectType
{
    /// <summary>Libero professionista: a person with a partita IVA, optionally with a name of the practice.</summary>
    LiberoProfessionista,

    /// <summary>Ditta individuale: the owner is a person, the firm has a name.</summary>
    DittaIndividuale,

    /// <summary>Società: a legal person with its rappresentante legale.</summary>
    Societa,

    /// <summary>Associazione, ente or studio associato with a partita IVA.</summary>
    Ente,

    /// <summary>Pubblica Amministrazione, reached by its six-character codice univoco ufficio.</summary>
    PubblicaAmministrazione,

    /// <summary>Persona fisica with a partita IVA and no name of a firm.</summary>
    PersonaFisica,
}
