using Aruba.Fatturazione.Fiscal;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Fiscal;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("mario.rossi@esempio.it", "mario.rossi@esempio.it")]
    [InlineData("  Mario.Rossi@Esempio.IT ", "Mario.Rossi@esempio.it")]
    [InlineData("mailto:info@esempio.it", "info@esempio.it")]
    [InlineData("<info@esempio.it>", "info@esempio.it")]
    [InlineData("in\u200Bfo@esempio.it\uFEFF", "info@esempio.it")]
    [InlineData("o'brien+ordini@posta.esempio.co.uk", "o'brien+ordini@posta.esempio.co.uk")]
    [InlineData("info@perché.it", "info@xn--perch-fsa.it")]
    [InlineData("a@b.it", "a@b.it")]
    public void A_right_address_is_accepted_and_its_domain_made_plain(string typed, string expected)
    {
        Assert.True(IndirizzoEmail.TryParse(typed, out var result, out var problem), problem);
        Assert.Equal(expected, result.Value);
        Assert.Equal(expected.ToUpperInvariant(), result.Normalized);
        Assert.Equal(result, IndirizzoEmail.Parse(result.Value));
    }

    [Theory]
    [InlineData(null, "Inserisci l'indirizzo email")]
    [InlineData("\u200B ", "Inserisci l'indirizzo email")]
    [InlineData("mario.rossi", "ha una @")]
    [InlineData("a@b@c.it", "una sola @")]
    [InlineData("mario rossi@esempio.it", "non contiene spazi")]
    [InlineData("mario@esempio,it", "forse volevi scrivere un punto")]
    [InlineData("@esempio.it", "comincia con la @")]
    [InlineData("mario@", "finisce con la @")]
    [InlineData("mario@esempio", "vuole un punto")]
    [InlineData("mario@esempio..it", "punto di troppo dopo")]
    [InlineData("mario@esempio.it.", "punto di troppo dopo")]
    [InlineData(".mario@esempio.it", "punto di troppo prima")]
    [InlineData("mario@esempio.i", "almeno due lettere")]
    [InlineData("mario@192.168.1.1", "almeno due lettere")]
    [InlineData("niccolò@esempio.it", "«ò»")]
    [InlineData("mario@esem_pio.it", "dominio che non può esistere")]
    [InlineData("mario@-esempio.it", "dominio che non può esistere")]
    public void Each_mistake_gets_its_own_sentence(string? typed, string expected)
    {
        Assert.False(IndirizzoEmail.TryParse(typed, out var result, out var problem));
        Assert.Null(result);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_are_those_of_mail_servers()
    {
        var local = new string('a', 64);
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 3)) + ".it";

        Assert.True(IndirizzoEmail.TryParse($"{local}@{domain}", out _));
        Assert.False(IndirizzoEmail.TryParse($"{local}a@{domain}", out _, out var problem));
        Assert.Contains("64", problem, StringComparison.Ordinal);
        Assert.False(IndirizzoEmail.TryParse($"{local}@dddddd.{domain}", out _, out problem));
        Assert.Contains("254", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Studio.Rossi@PEC.it ", "Studio.Rossi@pec.it")]
    [InlineData("acme@legalmail.it", "acme@legalmail.it")]
    public void A_pec_with_capitals_and_a_trailing_blank_is_accepted(string typed, string expected) =>
        Assert.Equal(expected, IndirizzoPec.Parse(typed).Value);

    [Theory]
    [InlineData("", "Inserisci la casella PEC")]
    [InlineData("a@b.it", "almeno 7 caratteri")]
    [InlineData("acme", "La casella PEC ha una @")]
    public void A_wrong_pec_is_explained_by_its_own_name(string typed, string expected)
    {
        Assert.False(IndirizzoPec.TryParse(typed, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a@pec.it", true)]
    [InlineData("a@arubapec.it", true)]
    [InlineData("a@gigapec.it", true)]
    [InlineData("a@mypec.eu", true)]
    [InlineData("a@pec.cloud", true)]
    [InlineData("a@legalmail.it", true)]
    [InlineData("a@postecert.it", true)]
    [InlineData("a@pec.studiorossi.it", true)]
    [InlineData("a@cert.comune.lucca.it", true)]
    [InlineData("a@studiorossi.it", false)]
    [InlineData("a@gmail.com", false)]
    [InlineData("a@pecora.it", false)]
    [InlineData("pec@esempio.it", false)]
    public void A_certified_mailbox_is_guessed_from_its_domain(string address, bool expected) =>
        Assert.Equal(expected, PecDomains.LooksLikePec(IndirizzoEmail.Parse(address)));

    [Fact]
    public void What_is_accepted_is_accepted_again_unchanged() =>
        FiscalGen.Garbage.Select(text => text + "a@b" + text + ".it").Sample(
            typed => !IndirizzoEmail.TryParse(typed, out var once) || IndirizzoEmail.Parse(once.Value) == once,
            iter: 2_000, threads: 1);
}
