using Aruba.Fatturazione.Fiscal;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Fiscal;

public sealed class CodiceFiscalePropertyTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Symbols = "0123456789" + Letters;
    private const string OmocodiaLetters = "LMNPQRSTUV";

    private static readonly int[] DigitPlaces = [6, 7, 9, 10, 12, 13, 14];

    [Fact]
    public void What_goes_into_a_code_comes_out_of_it() =>
        Gen.Select(FiscalGen.Name, FiscalGen.Name, FiscalGen.BirthDate, Gen.Bool, FiscalGen.Place).Sample(
            (cognome, nome, born, female, place) =>
            {
                var code = CodiceFiscale.For(cognome, nome, born, female, place);
                Assert.Equal(born, code.BirthDateOn(born.AddYears(99)));
                Assert.Equal(female, code.IsFemale);
                Assert.Equal(place, code.PlaceCode);
                Assert.True(code.Matches(cognome, nome));
            },
            iter: 1_000, threads: 1);

    // In each place the admitted characters have all different values mod 26 (omocodia letters and digits included),
    // so one wrong character is always caught. True bound: 16 x 35 of 16 x 35.
    [Fact]
    public void Every_single_wrong_character_is_caught() =>
        FiscalGen.Person.Sample(code => OneCharacterAway(code.Value).All(wrong => !CodiceFiscale.TryParse(wrong, out _)), iter: 30, threads: 1);

    [Fact]
    public void Every_single_wrong_character_of_an_omocodia_code_is_caught() =>
        Gen.Select(FiscalGen.Person, Gen.Int[1, 127]).Sample(
            (code, mask) => OneCharacterAway(Omocodia(code.Value, mask)).All(wrong => !CodiceFiscale.TryParse(wrong, out _)),
            iter: 20, threads: 1);

    [Fact]
    public void Each_of_the_128_omocodia_variants_reads_the_same() =>
        FiscalGen.Person.Sample(
            code =>
            {
                for (var mask = 0; mask < 128; mask++)
                {
                    var variant = CodiceFiscale.Parse(Omocodia(code.Value, mask));
                    Assert.Equal(mask != 0, variant.IsOmocodia);
                    Assert.Equal(code.PlaceCode, variant.PlaceCode);
                    Assert.Equal(code.IsFemale, variant.IsFemale);
                    Assert.Equal(code.BirthDateOn(new DateOnly(2026, 1, 1)), variant.BirthDateOn(new DateOnly(2026, 1, 1)));
                }
            },
            iter: 5, threads: 1);

    // The last letter sees a swap of two neighbours a, b only when odd(a) - even(a) differs from odd(b) - even(b) mod 26.
    // Of the 325 pairs of different letters it is blind to one; digits count like A..J and are never confused.
    [Fact]
    public void Every_swap_of_neighbouring_letters_is_caught_except_WY()
    {
        var blind = new List<string>();
        for (var a = 0; a < 26; a++)
        {
            for (var b = a + 1; b < 26; b++)
            {
                var code = WithLastLetter($"{Letters[a]}{Letters[b]}SMRA80A01H501");
                if (CodiceFiscale.TryParse($"{Letters[b]}{Letters[a]}{code[2..]}", out _))
                {
                    blind.Add($"{Letters[a]}{Letters[b]}");
                }
            }
        }

        Assert.Equal(["WY"], blind);
    }

    private static IEnumerable<string> OneCharacterAway(string code) =>
        from i in Enumerable.Range(0, code.Length)
        from symbol in Symbols
        where symbol != code[i]
        select $"{code[..i]}{symbol}{code[(i + 1)..]}";

    private static string Omocodia(string code, int mask)
    {
        var body = code[..15].ToCharArray();
        for (var i = 0; i < DigitPlaces.Length; i++)
        {
            if ((mask & (1 << i)) != 0)
            {
                body[DigitPlaces[i]] = OmocodiaLetters[body[DigitPlaces[i]] - '0'];
            }
        }

        return WithLastLetter(new string(body));
    }

    private static string WithLastLetter(string body) => body + FiscalGen.CheckLetter(body);
}
