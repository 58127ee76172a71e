using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Web.Features.Methods;

/// <summary>What was just done, or why it was not.</summary>
/// <param name="Kind">Tone of the notice.</param>
/// <param name="Heading">In a sentence.</param>
/// <param name="Text">What to know besides, or null.</param>
public sealed record WalletNotice(string Kind, string Heading, string? Text = null);

/// <summary>The codes in addresses (<c>?esito=</c>) in words.</summary>
internal static class WalletWords
{
    public static WalletNotice ChangedElsewhere { get; } =
        new("warn", "Qualcosa è cambiato mentre guardavi questa pagina", "Non abbiamo fatto niente: ricontrolla qui sotto e ripeti.");

    public static WalletNotice? OfCode(string? code) => code switch
    {
        "registrato" => new("good", "Il metodo è registrato", "Ti mandiamo una conferma per email. Per usarlo nel rinnovo automatico di un servizio, sceglilo nella pagina del rinnovo."),
        "rimosso" => new("good", "Il metodo è rimosso", "Ti mandiamo una conferma per email."),
        "rimosso-spento" => new("good", "Il metodo è rimosso e il rinnovo automatico è disattivato", "Il periodo già pagato resta. Ti mandiamo una conferma per email."),
        "sostituito" => new("good", "Il metodo è rimosso, il rinnovo automatico usa l'altro", "Ti mandiamo una conferma per email."),
        "gia-rimosso" => new("info", "Questo metodo era già stato rimosso"),
        "nome" => new("good", "Il nome è salvato"),
        "attivo" => new("good", "Il rinnovo automatico è attivo", "Ti mandiamo una conferma per email."),
        "cambiato" => new("good", "Il rinnovo automatico usa un altro metodo", "Ti mandiamo una conferma per email."),
        "disattivo" => new("good", "Il rinnovo automatico è disattivato", "Vale da subito e il periodo già pagato resta. Ti mandiamo una conferma per email."),
        "cosa-rinnovi" => new("good", "Abbiamo salvato che cosa rinnovi", "Vale dal prossimo rinnovo; fino alla scadenza il servizio resta com'è."),
        "controllato" => new("good", "Abbiamo chiesto al fornitore", "La risposta è qui sotto."),
        "non-controllato" => new("warn", "Il fornitore non risponde", "Riprova fra qualche minuto. Qui sotto c'è l'ultima risposta che abbiamo avuto."),
        "troppi" => new("warn", "Ci sono stati troppi rifiuti nell'ultima ora", "Aspetta un po' prima di riprovare. Non ti è stato addebitato nulla."),
        _ => Enum.TryParse<RefusalReason>(code, ignoreCase: false, out var reason) && Enum.IsDefined(reason)
            ? new("warn", "Il metodo non è stato registrato", $"{Why(reason)} Non ti è stato addebitato nulla.")
            : null,
    };

    private static string Why(RefusalReason reason) => reason switch
    {
        RefusalReason.Cancelled => "Sei tornato indietro prima di finire: puoi ricominciare quando vuoi.",
        RefusalReason.Expired => "Il tempo sulla pagina del fornitore è finito: puoi ricominciare.",
        RefusalReason.NotStarted => "Il fornitore di pagamento non risponde: riprova fra qualche minuto.",
        RefusalReason.NotAuthenticated or RefusalReason.NeedsCustomer => "La conferma chiesta dalla tua banca non è riuscita: riprova, tenendo a portata di mano l'app della banca.",
        RefusalReason.ExpiredCard => "La carta è scaduta: usane un'altra.",
        RefusalReason.Blocked => "La carta o l'account risulta bloccato: usa un altro metodo.",
        _ => "La banca o PayPal non ha permesso di conservarlo: prova con un altro metodo.",
    };
}
