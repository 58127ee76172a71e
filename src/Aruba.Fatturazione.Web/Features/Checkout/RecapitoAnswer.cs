using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>The closed choice of how the seller's e-invoice reaches the buyer.</summary>
public enum RecapitoChoice
{
    /// <summary>By code.</summary>
    CodiceDestinatario,

    /// <summary>By certified mail.</summary>
    CasellaPec,

    /// <summary>In the reserved area of Fatture e Corrispettivi.</summary>
    NessunIdentificativo,
}

/// <summary>What was made of the channel chosen and the text pasted beside it. Exactly one of recapito and problem is there.</summary>
/// <param name="Recapito">Where to deliver, or null.</param>
/// <param name="Problem">What is wrong and how to cure it, in Italian, or null.</param>
/// <param name="Explanation">What was understood, in Italian, or null.</param>
/// <param name="Warning">A doubt worth a second look, in Italian, or null.</param>
internal sealed record RecapitoAnswer(RecapitoFattura? Recapito, string? Problem, string? Explanation, string? Warning)
{
    /// <summary>True when nothing is chosen and nothing is written: the choice itself is missing.</summary>
    public bool IsUnanswered { get; private init; }

    /// <summary>Reads the two answers together. A text of the other kind is taken for what it is, and the change is told as a warning.</summary>
    public static RecapitoAnswer To(RecapitoChoice? choice, string? text, bool pubblicaAmministrazione)
    {
        var isEmpty = string.IsNullOrWhiteSpace(text);
        if (isEmpty && !pubblicaAmministrazione)
        {
            return choice switch
            {
                RecapitoChoice.NessunIdentificativo => new RecapitoAnswer(new RecapitoFattura.Nessuno(), null, null, null),
                RecapitoChoice.CodiceDestinatario => Wrong("Inserisci il codice destinatario: 7 caratteri, lo sa chi ti gestisce le fatture"),
                RecapitoChoice.CasellaPec => Wrong("Inserisci la casella PEC, come nome@pec.it"),
                _ => Wrong("Scegli come ricevere la fattura: codice destinatario, casella PEC o nessun identificativo") with { IsUnanswered = true },
            };
        }

        return RecapitoAssistant.Recognise(text, pubblicaAmministrazione) switch
        {
            RecapitoReading.NotRecognised no => Wrong(choice == RecapitoChoice.NessunIdentificativo && !pubblicaAmministrazione ? EmptyTheField : no.Problem),
            RecapitoReading.Recognised yes => Settle(pubblicaAmministrazione ? RecapitoChoice.CodiceDestinatario : choice, yes),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>What a buyer would have chosen and typed to give that recapito.</summary>
    public static (RecapitoChoice Choice, string? Text) Typed(RecapitoFattura recapito) => recapito switch
    {
        RecapitoFattura.Sdi sdi => (RecapitoChoice.CodiceDestinatario, sdi.Codice.Value),
        RecapitoFattura.Pec pec => (RecapitoChoice.CasellaPec, pec.Indirizzo.Value),
        _ => (RecapitoChoice.NessunIdentificativo, null),
    };

    private const string EmptyTheField = "Hai scelto «Nessun identificativo»: svuota questo campo, oppure scegli codice o PEC";

    private static RecapitoAnswer Settle(RecapitoChoice? choice, RecapitoReading.Recognised reading)
    {
        var (understood, _) = Typed(reading.Recapito);
        if (choice == RecapitoChoice.NessunIdentificativo && understood != choice)
        {
            // To be reached or not to be reached: the buyer decides, we do not guess.
            return Wrong(EmptyTheField);
        }

        var change = choice is null || understood == choice ? null : understood switch
        {
            RecapitoChoice.CasellaPec => "Hai scelto il codice destinatario ma questa è una casella PEC: useremo la PEC",
            RecapitoChoice.CodiceDestinatario => "Hai scelto la casella PEC ma questo è un codice destinatario: useremo il codice",
            _ => "Sette zeri vuol dire nessun recapito: useremo «Nessun identificativo»",
        };
        var doubts = string.Join(". ", new[] { change, reading.Warning }.Where(w => w is not null));
        return new RecapitoAnswer(reading.Recapito, null, reading.Explanation, doubts.Length == 0 ? null : doubts);
    }

    private static RecapitoAnswer Wrong(string problem) => new(null, problem, null, null);
}
