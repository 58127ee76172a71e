namespace Aruba.Fatturazione.Fiscal;

/// <summary>Lengths of the FatturaPA 1.2.3 schema, used as limits of the web forms so that no order meets them at invoicing time.</summary>
public static class XsdLimits
{
    /// <summary>Company or body name.</summary>
    public const int Denominazione = 80;

    /// <summary>First name.</summary>
    public const int Nome = 60;

    /// <summary>Surname.</summary>
    public const int Cognome = 60;

    /// <summary>Street.</summary>
    public const int Indirizzo = 60;

    /// <summary>House number, when apart from the street.</summary>
    public const int NumeroCivico = 8;

    /// <summary>Town.</summary>
    public const int Comune = 60;

    /// <summary>Ordinary mail address.</summary>
    public const int Email = 256;

    /// <summary>Shortest mail address the schema takes.</summary>
    public const int EmailMin = 7;

    /// <summary>Fewest characters of a telephone number.</summary>
    public const int TelefonoMin = 5;

    /// <summary>Most characters of a telephone number.</summary>
    public const int TelefonoMax = 12;

    /// <summary>Document number; it must hold at least one digit.</summary>
    public const int Numero = 20;

    /// <summary>Description of a line.</summary>
    public const int Descrizione = 1000;

    /// <summary>One line of the reason; the element repeats.</summary>
    public const int Causale = 200;

    /// <summary>Progressive of the transmission.</summary>
    public const int ProgressivoInvio = 10;
}
