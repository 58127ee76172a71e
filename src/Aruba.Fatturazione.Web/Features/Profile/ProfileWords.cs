namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary>The codes in addresses (<c>?esito=</c>) in words.</summary>
internal static class ProfileWords
{
    /// <summary>Address of the room.</summary>
    public const string Home = "/area-clienti/dati";

    private const string Mailed = "Ti mandiamo una conferma per email.";

    public static string? OfCode(string? code) => code switch
    {
        "contatti" => $"I tuoi contatti sono aggiornati. {Mailed}",
        "intestatario" => $"I dati dell'intestatario sono aggiornati: li usiamo dal prossimo ordine. Gli ordini già fatti restano come sono. {Mailed}",
        "uguali" => "Non hai cambiato niente: i dati sono quelli di prima.",
        "consenso-dato" => $"Ti scriveremo anche di sconti e novità. {Mailed}",
        "consenso-tolto" => $"Non ti scriveremo più di sconti e novità. {Mailed}",
        "sessione" => "La sessione è chiusa: in quel dispositivo bisogna accedere di nuovo.",
        "sessioni" => "Le altre sessioni sono chiuse: resta aperta solo questa.",
        "email" => "Abbiamo scritto alle due caselle: apri tutti e due i link entro 24 ore. Fino ad allora vale l'email di prima.",
        "email-annullata" => "Il cambio di email è annullato: resta quella di prima.",
        "codici-attivi" => $"Da ora l'accesso chiede anche il codice dell'app. {Mailed}",
        "codici-spenti" => $"L'accesso non chiede più il codice dell'app. {Mailed}",
        _ => null,
    };
}
