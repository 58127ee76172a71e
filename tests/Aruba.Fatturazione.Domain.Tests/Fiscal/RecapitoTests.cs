using Aruba.Fatturazione.Fiscal;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Fiscal;

public sealed class RecapitoTests
{
    [Theory]
    [InlineData("KRRH6B9", "KRRH6B9", false)]
    [InlineData("krrh 6b9", "KRRH6B9", false)]
    [InlineData("UFABCD", "UFABCD", true)]
    [InlineData("0000000", "0000000", false)]
    [InlineData("2R4GTO8", "2R4GTO8", false)]
    public void A_right_code_is_accepted_in_any_spelling(string typed, string expected, bool publicBody)
    {
        Assert.True(CodiceDestinatario.TryParse(typed, out var result, out var problem), problem);
        Assert.Equal(expected, result.Value);
        Assert.Equal(publicBody, result.IsForPubblicaAmministrazione);
        Assert.Equal(expected == "0000000", result.IsDefault);
    }

    [Theory]
    [InlineData(null, "Inserisci il codice destinatario")]
    [InlineData("KRRH6", "ne hai scritti 5")]
    [InlineData("KRRH6B99", "ne hai scritti 8")]
    [InlineData("KRRH6B€", "«€»")]
    [InlineData("xxxxxxx", "estero")]
    [InlineData("info@pec.it", "Questo è un indirizzo")]
    public void Each_mistake_gets_its_own_sentence(string? typed, string expected)
    {
        Assert.False(CodiceDestinatario.TryParse(typed, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("krrh6b9", "SDI:KRRH6B9", "in maiuscolo")]
    [InlineData("KRRH6B9", "SDI:KRRH6B9", "il codice destinatario di Aruba KRRH6B9")]
    [InlineData("SDI: KRRH6B9", "SDI:KRRH6B9", "il codice destinatario di Aruba KRRH6B9")]
    [InlineData("M5UXCR1", "SDI:M5UXCR1", "il codice destinatario M5UXCR1")]
    [InlineData("Codice destinatario KRRH6B9", "SDI:KRRH6B9", "KRRH6B9")]
    [InlineData("Cod. SDI - krrh6b9", "SDI:KRRH6B9", "KRRH6B9")]
    [InlineData("PEC: Studio@pec.it ", "PEC:Studio@pec.it", "casella PEC")]
    [InlineData("<studio@legalmail.it>", "PEC:studio@legalmail.it", "casella PEC")]
    [InlineData("000 0000", "NESSUNO", "Fatture e Corrispettivi")]
    public void A_private_subject_may_paste_what_the_accountant_wrote(string pasted, string stored, string explanation)
    {
        var reading = Assert.IsType<RecapitoReading.Recognised>(RecapitoAssistant.Recognise(pasted, pubblicaAmministrazione: false));

        Assert.Equal(stored, reading.Recapito.Stored);
        Assert.Contains(explanation, reading.Explanation, StringComparison.Ordinal);
        Assert.Null(reading.Warning);
    }

    [Theory]
    [InlineData("mario@gmail.com", "gmail.com offre caselle email ordinarie")]
    [InlineData("mario@studiorossi.it", "non possiamo dire se è una PEC")]
    public void A_mailbox_that_does_not_look_certified_is_accepted_with_a_doubt(string pasted, string warning)
    {
        var reading = Assert.IsType<RecapitoReading.Recognised>(RecapitoAssistant.Recognise(pasted, pubblicaAmministrazione: false));

        Assert.Equal($"PEC:{pasted}", reading.Recapito.Stored);
        Assert.Contains(warning, reading.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false, "Nessun identificativo")]
    [InlineData("PEC: ", false, "Nessun identificativo")]
    [InlineData("", true, "codice univoco ufficio")]
    [InlineData("UFABCD", false, "uffici pubblici")]
    [InlineData("KRRH6B9", true, "ha 6 caratteri: ne hai scritti 7")]
    [InlineData("0000000", true, "ha 6 caratteri")]
    [InlineData("XXXXXXX", false, "estero")]
    [InlineData("ufficio@pec.comune.it", true, "solo con il codice univoco")]
    [InlineData("mario@esempio", false, "La casella PEC")]
    [InlineData("02342520158", false, "è una partita IVA")]
    [InlineData("RSSMRA80A01H501U", false, "è un codice fiscale")]
    [InlineData("ABC", false, "ne hai scritti 3")]
    public void What_cannot_be_used_is_explained(string? pasted, bool publicBody, string expected)
    {
        var reading = Assert.IsType<RecapitoReading.NotRecognised>(RecapitoAssistant.Recognise(pasted, publicBody));

        Assert.Contains(expected, reading.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_office_is_recognised_by_its_six_characters()
    {
        var reading = Assert.IsType<RecapitoReading.Recognised>(RecapitoAssistant.Recognise("Codice univoco ufficio: ufabcd", pubblicaAmministrazione: true));

        Assert.Equal("SDI:UFABCD", reading.Recapito.Stored);
        Assert.Contains("codice univoco ufficio UFABCD", reading.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_code_goes_into_the_invoice_as_code()
    {
        Assert.Equal("KRRH6B9", new RecapitoFattura.Sdi(CodiceDestinatario.Parse("KRRH6B9")).SdiCode);
        Assert.Equal("0000000", new RecapitoFattura.Pec(IndirizzoPec.Parse("studio@pec.it")).SdiCode);
        Assert.Equal("0000000", new RecapitoFattura.Nessuno().SdiCode);
    }

    [Fact]
    public void Every_recapito_survives_storage() =>
        Gen.OneOf(
            Gen.Char["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"].Array[6, 7].Select(c => new string(c)).Where(c => c != "XXXXXXX")
                .Select(RecapitoFattura (code) => new RecapitoFattura.Sdi(CodiceDestinatario.Parse(code))),
            Gen.Char["abcXYZ.0-"].Array[1, 20].Select(c => $"a{new string(c).Replace('.', '_')}z@Pec.it")
                .Select(RecapitoFattura (address) => new RecapitoFattura.Pec(IndirizzoPec.Parse(address))),
            Gen.Const<RecapitoFattura>(new RecapitoFattura.Nessuno()))
        .Sample(recapito => RecapitoFattura.FromStored(recapito.Stored) == recapito, iter: 1_000, threads: 1);

    [Theory]
    [InlineData("")]
    [InlineData("nessuno")]
    [InlineData("SDI:")]
    [InlineData("SDI:XXXXXXX")]
    [InlineData("PEC:acme")]
    [InlineData("KRRH6B9")]
    public void Stored_text_that_is_no_recapito_is_a_fault_of_ours(string stored) =>
        Assert.Throws<FormatException>(() => RecapitoFattura.FromStored(stored));
}
