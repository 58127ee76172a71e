using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;

namespace Aruba.Fatturazione.Web.Features.Payments;

/// <summary>What is said to people about payments, in plain Italian.</summary>
internal static class PaymentWords
{
    /// <summary>Why nothing was charged, and what to do.</summary>
    public static string InWords(this RefusalReason reason) => reason switch
    {
        RefusalReason.Declined => "La banca ha rifiutato il pagamento senza dire perché. Non ti è stato addebitato nulla: prova con un altro metodo o chiedi alla tua banca.",
        RefusalReason.InsufficientFunds => "Il pagamento è stato rifiutato per disponibilità insufficiente. Non ti è stato addebitato nulla: prova con un'altra carta o un altro metodo.",
        RefusalReason.ExpiredCard => "La carta è scaduta. Non ti è stato addebitato nulla: usa un'altra carta.",
        RefusalReason.WrongSecurityCode => "Il codice di sicurezza della carta non è giusto. Non ti è stato addebitato nulla: riprova con calma.",
        RefusalReason.Blocked => "La carta risulta bloccata. Non ti è stato addebitato nulla: usa un'altra carta e senti la tua banca.",
        RefusalReason.NotAuthenticated => "La conferma chiesta dalla tua banca non è riuscita. Non ti è stato addebitato nulla: riprova, tenendo a portata di mano l'app della banca.",
        RefusalReason.NeedsCustomer => "La banca vuole una tua conferma. Non ti è stato addebitato nulla: ripeti il pagamento e conferma nell'app della banca.",
        RefusalReason.MethodGone => "Il metodo scelto non si può più usare. Non ti è stato addebitato nulla: scegline un altro.",
        RefusalReason.Cancelled => "Sei tornato indietro prima di pagare. Non ti è stato addebitato nulla: l'ordine ti aspetta.",
        RefusalReason.Expired => "Il tempo per pagare sulla pagina del fornitore è finito. Non ti è stato addebitato nulla: puoi ricominciare.",
        RefusalReason.Replaced => "Questo tentativo è stato sostituito da un altro. Con questo non ti è stato addebitato nulla.",
        RefusalReason.NotStarted => "Il pagamento non è partito: il fornitore non risponde. Non ti è stato addebitato nulla: riprova fra poco o paga con bonifico.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    /// <summary>The reason alone, for staff: the first sentence.</summary>
    public static string Brief(this RefusalReason reason) => reason.InWords().Split(". ")[0];

    /// <summary>The code in an address (<c>?esito=</c>) in words; null when there is nothing to say.</summary>
    public static string? OfCode(string? code) => code switch
    {
        "nulla" => "Per questo ordine non c'è nulla da pagare.",
        "troppi" => "Ci sono stati troppi pagamenti rifiutati nell'ultima ora: aspetta un po', oppure paga con bonifico.",
        _ => Enum.TryParse<RefusalReason>(code, ignoreCase: false, out var reason) && Enum.IsDefined(reason) ? reason.InWords() : null,
    };

    /// <summary>Why a service does not renew by itself.</summary>
    public static string InWords(this RenewalOffReason reason) => reason switch
    {
        RenewalOffReason.NoMethod => "Nessun metodo scelto: il servizio si rinnova solo se lo paghi tu.",
        RenewalOffReason.NotKept => "Il pagamento è riuscito, ma il fornitore non ha potuto registrare il metodo: registrane uno e attivalo.",
        RenewalOffReason.SwitchedOff => "Disattivato da te.",
        RenewalOffReason.MethodRemoved => "Il metodo di pagamento è stato rimosso.",
        RenewalOffReason.Disdetta => "Disdetta chiesta: alla scadenza il servizio finisce.",
        RenewalOffReason.Refunded => "Disattivato perché il pagamento ti è stato restituito.",
        RenewalOffReason.Disputed => "Disattivato perché un pagamento è stato contestato o rimborsato.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
