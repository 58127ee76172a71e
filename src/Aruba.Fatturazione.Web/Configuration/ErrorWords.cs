using Aruba.Fatturazione.Web.Features.Shared;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>What an error page says: what happened and what to do now.</summary>
internal static class ErrorWords
{
    /// <summary>
    /// The page for a status. Only what the desk can look up carries the code; a 404 has none, so that it reads the same for
    /// something that does not exist and something that belongs to somebody else.
    /// </summary>
    public static ErrorPage For(int status, string code) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "Richiesta non riconosciuta", "L'indirizzo o i dati inviati non sono quelli di una nostra pagina. Torna alla pagina iniziale e riprova da lì.", code),
        StatusCodes.Status401Unauthorized => new(status, "Devi prima accedere", "Accedi con il tuo username e la tua password, poi riprova.", null),
        StatusCodes.Status403Forbidden => new(status, "Questa pagina non è per il tuo account", "Accedi con un altro account, oppure torna alla pagina iniziale.", null),
        StatusCodes.Status404NotFound => new(status, "Pagina non trovata", "L'indirizzo non esiste o non è fra le tue pagine. Controlla di averlo copiato per intero.", null),
        StatusCodes.Status405MethodNotAllowed => new(status, "Questa pagina non si apre così", "Torna alla pagina iniziale e raggiungi di nuovo il punto in cui eri.", null),
        StatusCodes.Status413PayloadTooLarge => new(status, "I dati inviati sono troppi", "Accorcia i testi che hai inserito, poi invia di nuovo.", null),
        StatusCodes.Status429TooManyRequests => new(status, "Troppe richieste in poco tempo", "Aspetta un minuto, poi riprova: quello che avevi salvato è ancora al suo posto.", null),
        StatusCodes.Status503ServiceUnavailable => new(status, "Ora non possiamo ricevere ordini", "Riprova fra qualche minuto: quello che avevi salvato è ancora al suo posto e nulla è stato addebitato.", code),
        >= 500 => new(status, "Qualcosa non ha funzionato", "Non è colpa tua: l'errore è stato registrato. Riprova; prima di ripetere un ordine controlla in «I miei ordini» se c'è già.", code),
        _ => new(status, "Richiesta non riconosciuta", "Torna alla pagina iniziale e riprova da lì.", code),
    };
}
