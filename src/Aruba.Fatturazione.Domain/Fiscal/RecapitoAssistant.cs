using System.Text.RegularExpressions;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>Turns whatever the accountant wrote ("SDI: krrh6b9", a PEC, "0000000") into one of the three choices, and says what it understood.</summary>
public static partial class RecapitoAssistant
{
    private const int TimeoutMilliseconds = 100;

    /// <summary>Reads one pasted text.</summary>
    /// <param name="pasted">What the person typed or pasted; may be empty.</param>
    /// <param name="pubblicaAmministrazione">Whether the buyer is a public body, which has only the 6-character code.</param>
    /// <returns>The address with an explanation, or a problem.</returns>
    public static RecapitoReading Recognise(string? pasted, bool pubblicaAmministrazione)
    {
        var text = Label().Replace(TypedCode.Visible(pasted), "");
        if (text.Length == 0)
        {
            return new RecapitoReading.NotRecognised(pubblicaAmministrazione
                ? "Inserisci il codice univoco ufficio: 6 caratteri, lo trovi su indicepa.gov.it"
                : "Scegli: codice destinatario (7 caratteri), casella PEC, oppure «Nessun identificativo»");
        }

        return text.Contains('@', StringComparison.Ordinal) ? ReadAddress(text, pubblicaAmministrazione) : ReadCode(text, pubblicaAmministrazione);
    }

    private static RecapitoReading ReadAddress(string text, bool pubblicaAmministrazione)
    {
        if (pubblicaAmministrazione)
        {
            return new RecapitoReading.NotRecognised("Una pubblica amministrazione riceve solo con il codice univoco ufficio: inserisci i 6 caratteri");
        }

        if (!IndirizzoPec.TryParse(text, out var pec, out var problem))
        {
            return new RecapitoReading.NotRecognised(problem);
        }

        var recapito = new RecapitoFattura.Pec(pec);
        const string Understood = "Abbiamo riconosciuto una casella PEC: le fatture arriveranno lì";
        return PecDomains.LooksLikePec(pec)
            ? new RecapitoReading.Recognised(recapito, Understood)
            : new RecapitoReading.Recognised(recapito, Understood, PecDomains.LooksOrdinary(pec)
                ? $"{Short(pec.Domain)} offre caselle email ordinarie: controlla che sia davvero una PEC"
                : "Dal dominio non possiamo dire se è una PEC: controlla che sia una casella certificata");
    }

    private static RecapitoReading ReadCode(string text, bool pubblicaAmministrazione)
    {
        if (!CodiceDestinatario.TryParse(text, out var code, out var problem))
        {
            return new RecapitoReading.NotRecognised(LooksLikeTaxCode(text) ?? problem);
        }

        if (pubblicaAmministrazione != code.IsForPubblicaAmministrazione)
        {
            return new RecapitoReading.NotRecognised(pubblicaAmministrazione
                ? "Per una pubblica amministrazione il codice ha 6 caratteri: ne hai scritti 7, cercalo su indicepa.gov.it"
                : "I codici di 6 caratteri sono degli uffici pubblici: il tuo ne ha 7, ricontrollalo");
        }

        return code.IsDefault
            ? new RecapitoReading.Recognised(
                new RecapitoFattura.Nessuno(),
                "Sette zeri vuol dire nessun recapito: troverai le fatture in Fatture e Corrispettivi, nel sito dell'Agenzia")
            : new RecapitoReading.Recognised(new RecapitoFattura.Sdi(code), Understood(code, text));
    }

    private static string Understood(CodiceDestinatario code, string text)
    {
        var what = code.IsForPubblicaAmministrazione ? "codice univoco ufficio" : "codice destinatario";
        var owner = code == CodiceDestinatario.Aruba ? " di Aruba" : "";
        return code.Value == text
            ? $"Abbiamo riconosciuto il {what}{owner} {code}"
            : $"Abbiamo riconosciuto il {what}{owner} {code}, senza spazi o segni e in maiuscolo";
    }

    private static string? LooksLikeTaxCode(string text) =>
        PartitaIva.TryParse(text, out _) ? "Questa è una partita IVA: qui va il codice destinatario di 7 caratteri o la PEC"
        : CodiceFiscale.TryParse(text, out _) ? "Questo è un codice fiscale: qui va il codice destinatario di 7 caratteri o la PEC"
        : null;

    private static string Short(string domain) => domain.Length <= 40 ? domain : domain[..40] + "…";

    // What people copy together with the code: "Codice SDI: ", "cod. destinatario ", "PEC: ", "Codice univoco ufficio: ".
    [GeneratedRegex(
        @"^(?:(?:codice|cod\.?)\s*(?:sdi|destinatario|univoco(?:\s+ufficio)?|ipa)|sdi|pec|casella\s+pec|cuu)\s*(?:[:=–-]\s*|\s+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeoutMilliseconds)]
    private static partial Regex Label();
}
