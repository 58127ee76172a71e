using Aruba.Fatturazione.Fiscal;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Fiscal;

public sealed class PartitaIvaTests
{
    [Theory]
    [InlineData("86334519757")]
    [InlineData("02342520158")]
    [InlineData("01234567897")]
    [InlineData("12345678903")]
    public void A_right_number_is_kept_as_it_is(string number)
    {
        Assert.True(PartitaIva.TryParse(number, out var result, out var problem), problem);
        Assert.Equal(number, result.Value);
        Assert.Equal(number, result.ToString());
        Assert.Equal(result, PartitaIva.Parse(number));
    }

    [Theory]
    [InlineData("86334519758", "cifra di controllo")]
    [InlineData("02342520185", "cifra di controllo")]
    [InlineData("00000000000", "Undici zeri")]
    [InlineData(null, "Inserisci la partita IVA")]
    [InlineData("", "Inserisci la partita IVA")]
    [InlineData(" - ", "Inserisci la partita IVA")]
    [InlineData("IT", "Inserisci la partita IVA")]
    [InlineData("0123456789", "ne hai scritte 10")]
    [InlineData("012345678977", "ne hai scritte 12")]
    [InlineData("7", "ne hai scritta 1")]
    [InlineData("O1234567897", "«O»")]
    [InlineData("0123456789è", "«è»")]
    [InlineData("01234😀67897", "«😀»")]
    [InlineData("DE123456789", "prefisso DE")]
    [InlineData("ATU12345678", "prefisso AT")]
    [InlineData("RSSMRA79B11C566R", "è un codice fiscale")]
    [InlineData("٠١٢٣٤٥٦٧٨٩٧", "solo cifre")]
    public void Each_mistake_gets_its_own_sentence(string? typed, string expected)
    {
        Assert.False(PartitaIva.TryParse(typed, out var result, out var problem));
        Assert.Null(result);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("80012345676", "codice fiscale di un ente")]
    [InlineData("01234565552", "codice ufficio")]
    [InlineData("02342520158", null)]
    [InlineData("02342521008", null)]
    [InlineData("02342520018", null)]
    [InlineData("02342521214", null)]
    [InlineData("02342529993", null)]
    [InlineData("02342521016", "codice ufficio")]
    [InlineData("02342520000", "codice ufficio")]
    [InlineData("12345678903", "codice ufficio")]
    public void An_unusual_number_is_accepted_with_a_doubt(string number, string? doubt)
    {
        var warning = PartitaIva.Parse(number).Warning;

        if (doubt is null)
        {
            Assert.Null(warning);
        }
        else
        {
            Assert.Contains(doubt, warning, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Stored_text_that_is_no_partita_iva_is_a_fault_of_ours() =>
        Assert.Throws<FormatException>(() => PartitaIva.Parse("86334519758"));

    [Fact]
    public void Every_lawful_number_passes() =>
        FiscalGen.PartitaIva.Sample(number => PartitaIva.TryParse(number, out _), iter: 2_000, threads: 1);

    [Fact]
    public void Every_single_wrong_digit_is_caught() =>
        FiscalGen.PartitaIva.Sample(
            number => OneDigitAway(number).All(wrong => !PartitaIva.TryParse(wrong, out _)),
            iter: 500, threads: 1);

    // Luhn's algorithm cannot see 09 written for 90 or the reverse; it sees every other swap of neighbours.
    [Fact]
    public void Every_swap_of_neighbours_is_caught_except_09_and_90() =>
        FiscalGen.PartitaIva.Sample(
            number =>
            {
                for (var i = 0; i < number.Length - 1; i++)
                {
                    var blind = number[i] == number[i + 1] || number[i..(i + 2)] is "09" or "90";
                    var swapped = $"{number[..i]}{number[i + 1]}{number[i]}{number[(i + 2)..]}";
                    Assert.Equal(blind, PartitaIva.TryParse(swapped, out _));
                }
            },
            iter: 1_000, threads: 1);

    private static IEnumerable<string> OneDigitAway(string number) =>
        from i in Enumerable.Range(0, number.Length)
        from digit in "0123456789"
        where digit != number[i]
        select $"{number[..i]}{digit}{number[(i + 1)..]}";
}
