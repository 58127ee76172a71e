using Aruba.Fatturazione.Sandbox.Mischief;

namespace Aruba.Fatturazione.Sandbox.Pages;

/// <summary>What the switches of the providers are called on the page.</summary>
internal static class FaultWords
{
    public static string NameOf(HttpFault fault) => fault switch
    {
        HttpFault.Delay => "Rispondi in ritardo",
        HttpFault.TimeoutBefore => "Non eseguire e non rispondere",
        HttpFault.TimeoutAfter => "Esegui e non rispondere",
        HttpFault.ResetAfter => "Esegui e interrompi",
        HttpFault.Status => "Rispondi con un errore",
        HttpFault.ReplayedError => "Ripeti sempre lo stesso errore",
        HttpFault.ForgottenKey => "Dimentica la chiave",
        HttpFault.TooMany => "Troppe richieste",
        HttpFault.Malformed => "Rispondi a metà",
        HttpFault.Endless => "Risposta senza fine",
        HttpFault.Redirect => "Manda altrove",
        _ => fault.ToString(),
    };

    public static string MeaningOf(HttpFault fault) => fault switch
    {
        HttpFault.Delay => "esegue e risponde dopo i secondi indicati (3)",
        HttpFault.TimeoutBefore => "la richiesta va persa",
        HttpFault.TimeoutAfter => "la richiesta è eseguita, la risposta non arriva mai",
        HttpFault.ResetAfter => "la richiesta è eseguita, poi la connessione cade",
        HttpFault.Status => "non esegue e risponde con l'esito indicato (500)",
        HttpFault.ReplayedError => "non esegue e ripete l'errore (500) a ogni richiesta con la stessa chiave",
        HttpFault.ForgottenKey => "esegue come se la chiave di idempotenza fosse nuova",
        HttpFault.TooMany => "risponde 429 e dice quando riprovare",
        HttpFault.Malformed => "esegue, ma della risposta arriva solo la prima metà",
        HttpFault.Endless => "esegue, ma la risposta non finisce; con i secondi, un carattere ogni tanto",
        HttpFault.Redirect => "non esegue e rimanda a un altro indirizzo",
        _ => "",
    };

    public static string NameOf(WebhookFault fault) => fault switch
    {
        WebhookFault.Drop => "Perdi",
        WebhookFault.Double => "Manda due volte",
        WebhookFault.Delay => "Manda in ritardo",
        WebhookFault.Reorder => "Cambia l'ordine",
        WebhookFault.BadSignature => "Firma sbagliata",
        WebhookFault.OtherAccount => "Altro conto",
        WebhookFault.OtherMode => "Altra modalità",
        _ => fault.ToString(),
    };

    public static string MeaningOf(WebhookFault fault) => fault switch
    {
        WebhookFault.Drop => "l'avviso non parte",
        WebhookFault.Double => "lo stesso avviso arriva due volte",
        WebhookFault.Delay => "parte dopo i secondi indicati (3)",
        WebhookFault.Reorder => "arriva dopo il successivo",
        WebhookFault.BadSignature => "firmato con un altro segreto",
        WebhookFault.OtherAccount => "firmato bene, ma di un altro commerciante",
        WebhookFault.OtherMode => "firmato bene, ma in modalità reale",
        _ => "",
    };
}
