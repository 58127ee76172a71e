using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.Tests.Fiscal;

/// <summary>People paste codes from mails, PDFs and business cards: characters that say nothing must not stop them.</summary>
public sealed class TolerantInputTests
{
    [Theory]
    [InlineData("it 0123 456 7897")]
    [InlineData("IT01234567897")]
    [InlineData("It-01234567897")]
    [InlineData(" 01234567897 ")]
    [InlineData("01234.567.897")]
    [InlineData("01234-567-897")]
    [InlineData("01234–567–897")]
    [InlineData("01234/567897")]
    [InlineData("012\u00A03456\u202F7897")]
    [InlineData("\u200B01234567897\uFEFF")]
    [InlineData("\u200E01234567897\u200F")]
    [InlineData("01234\t567897\r\n")]
    [InlineData("０１２３４５６７８９７")]
    [InlineData("IT: 01234567897")]
    [InlineData("P.IVA 01234567897")]
    [InlineData("Partita IVA: IT 01234567897")]
    public void Partita_iva(string typed) => Assert.Equal("01234567897", PartitaIva.Parse(typed).Value);

    [Theory]
    [InlineData("rssmra80a01h501u")]
    [InlineData("RSS MRA 80A01 H501 U")]
    [InlineData("RSS-MRA-80A01-H501-U")]
    [InlineData("Rss.Mra.80a01.H501u")]
    [InlineData("\u200BRSSMRA80A01H501U ")]
    [InlineData("RSSMRA80A01\u00A0H501U")]
    [InlineData("C.F. RSSMRA80A01H501U")]
    [InlineData("Codice fiscale: rssmra80a01h501u")]
    [InlineData("ＲＳＳＭＲＡ８０Ａ０１Ｈ５０１Ｕ")]
    public void Codice_fiscale_of_a_person(string typed) => Assert.Equal("RSSMRA80A01H501U", CodiceFiscale.Parse(typed).Value);

    [Theory]
    [InlineData("cccfbaurdlplnmvu")]
    [InlineData("CCC FBA UR D LP L NMV U")]
    public void Omocodia(string typed) => Assert.Equal("CCCFBAURDLPLNMVU", CodiceFiscale.Parse(typed).Value);

    [Theory]
    [InlineData("02342520158")]
    [InlineData("IT02342520158")]
    [InlineData("it 0234 2520 158")]
    [InlineData("023.425.20158")]
    [InlineData("C.F.: 02342520158")]
    public void Codice_fiscale_of_a_body(string typed) => Assert.Equal("02342520158", CodiceFiscale.Parse(typed).Value);

    [Theory]
    [InlineData("krrh6b9")]
    [InlineData(" KRRH 6B9 ")]
    [InlineData("KRRH-6B9")]
    [InlineData("K R R H 6 B 9")]
    [InlineData("KRRH6B9\u200B")]
    [InlineData("krrh6b9.")]
    public void Codice_destinatario(string typed) => Assert.Equal("KRRH6B9", CodiceDestinatario.Parse(typed).Value);

    [Theory]
    [InlineData("Acme@PEC.IT ")]
    [InlineData("\tAcme@pec.it")]
    [InlineData("mailto:Acme@pec.it")]
    [InlineData("<Acme@Pec.It>")]
    [InlineData("Acme@pec.it\u200B")]
    public void Pec(string typed) => Assert.Equal("Acme@pec.it", IndirizzoPec.Parse(typed).Value);

    [Theory]
    [InlineData("it60 x054 2811 1010 0000 0123 456")]
    [InlineData("IBAN IT60X0542811101000000123456")]
    [InlineData("IBAN: IT60-X-05428-11101-000000123456")]
    public void Iban_with_blanks_and_its_name(string typed) => Assert.Equal("IT60X0542811101000000123456", Iban.Parse(typed).Value);

    [Theory]
    [InlineData("D'Amico")]
    [InlineData("D’Amico")]
    [InlineData("De' Rossi")]
    [InlineData("Niccolò")]
    [InlineData("Nguyễn Văn")]
    [InlineData("Rossi-Bianchi")]
    [InlineData("Ó")]
    [InlineData("X")]
    [InlineData("Abcdefghij Abcdefghij Abcdefghij Abcdefghij Abcdefghij Abcde")]
    public void Names(string typed) => Assert.Null(LatinText.Problem(typed, XsdLimits.Cognome, "Cognome"));

    [Theory]
    [InlineData("Via Roma, S.N.C.")]
    [InlineData("Via Roma 12/A")]
    [InlineData("S.S. 16 Adriatica Km 4+300")]
    [InlineData("Località “Le Querce” n° 3")]
    public void Streets(string typed) => Assert.Null(LatinText.Problem(typed, XsdLimits.Indirizzo, "Indirizzo"));
}
