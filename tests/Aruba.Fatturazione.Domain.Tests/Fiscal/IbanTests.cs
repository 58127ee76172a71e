using Aruba.Fatturazione.Fiscal;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Fiscal;

public sealed class IbanTests
{
    [Theory]
    [InlineData("IT55C0538771335000042125809")]
    [InlineData("IT60X0542811101000000123456")]
    [InlineData("IT32C0514275040T21640000783")]
    [InlineData("IT78B3604203200000000035855")]
    [InlineData("IT61S0569652010000008130X13")]
    [InlineData("IT38B0760110900000015318223")]
    [InlineData("IT46M0100004306TU0000001776")]
    public void A_right_iban_is_kept_as_it_is(string iban)
    {
        Assert.True(Iban.TryParse(iban, out var result, out var problem), problem);
        Assert.Equal(iban, result.Value);
        Assert.Equal(result, Iban.Parse(result.Grouped));
    }

    [Fact]
    public void An_iban_is_shown_in_blocks_of_four_and_knows_its_bank()
    {
        var iban = Iban.Parse("iban: it60 x054 2811 1010 0000 0123 456");

        Assert.Equal("IT60 X054 2811 1010 0000 0123 456", iban.Grouped);
        Assert.Equal("05428", iban.Abi);
        Assert.Equal("11101", iban.Cab);
    }

    [Theory]
    [InlineData("IT17X0605502100000001234567", "errore di battitura")]
    [InlineData("IT55C0538771335000042125890", "errore di battitura")]
    [InlineData("IT64Y0542811101000000123456", "errore di battitura")]
    [InlineData(null, "Inserisci l'IBAN")]
    [InlineData("IT60X054281110100000012345", "ne hai scritti 26")]
    [InlineData("DE89370400440532013000", "comincia con IT")]
    [InlineData("IT60X05428111010000001234€6", "«€»")]
    [InlineData("IT6040542811101000000123456", "dopo IT vanno 2 cifre")]
    public void Each_mistake_gets_its_own_sentence(string? typed, string expected)
    {
        Assert.False(Iban.TryParse(typed, out var result, out var problem));
        Assert.Null(result);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_lawful_iban_passes() => FiscalGen.Iban.Sample(iban => Iban.TryParse(iban, out _), iter: 300, threads: 1);

    // Two independent controls: mod 97 alone sees every wrong digit.
    [Fact]
    public void Every_single_wrong_digit_is_caught() =>
        FiscalGen.Iban.Sample(
            iban =>
            {
                for (var i = 2; i < iban.Length; i++)
                {
                    if (char.IsAsciiDigit(iban[i]))
                    {
                        var wrong = (char)('0' + ((iban[i] - '0' + 1 + (i % 9)) % 10));
                        Assert.False(Iban.TryParse($"{iban[..i]}{wrong}{iban[(i + 1)..]}", out _));
                    }
                }
            },
            iter: 50, threads: 1);
}
