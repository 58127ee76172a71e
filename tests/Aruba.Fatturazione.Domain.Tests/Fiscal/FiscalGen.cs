using Aruba.Fatturazione.Fiscal;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Fiscal;

/// <summary>
/// Random but lawful codes, built without the code under test wherever there is a second way. The samples run on one thread each:
/// xunit already runs the classes side by side, and threads on threads took four times as long.
/// </summary>
internal static class FiscalGen
{
    internal static readonly Gen<string> PartitaIva =
        Gen.Int[0, 9].Array[10].Where(digits => digits.Any(d => d > 0)).Select(digits => string.Concat(digits) + Luhn(digits));

    internal static readonly Gen<string> Name = Gen.Char['a', 'z'].Array[1, 12].Select(letters => new string(letters));

    internal static readonly Gen<DateOnly> BirthDate =
        Gen.Int[0, 36_000].Select(days => new DateOnly(1926, 1, 1).AddDays(days));

    internal static readonly Gen<string> Place =
        Gen.Select(Gen.Char['A', 'Z'], Gen.Int[0, 999]).Select((letter, number) => $"{letter}{number:000}");

    internal static readonly Gen<CodiceFiscale> Person =
        Gen.Select(Name, Name, BirthDate, Gen.Bool, Place).Select((cognome, nome, born, female, place) =>
            CodiceFiscale.For(cognome, nome, born, female, place));

    internal static readonly Gen<string> Iban =
        Gen.Select(Gen.Int[0, 9].Array[10], Gen.Char["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"].Array[12]).Select((bank, account) =>
            WithControls(string.Concat(bank) + new string(account)));

    /// <summary>Any text at all: lone surrogates, controls, emoji and near misses included.</summary>
    internal static readonly Gen<string> Garbage = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["0123456789ABCDEFILMNORSTX@. -_,;:'<>\u200B\u00A0àèìòù"], 0, 30],
        Gen.String[Gen.Char['0', '9'], 0, 20]);

    // The letters in the order of their value in odd places, as the decree lists them; digits count like A..J.
    private const string ByOddValue = "BAKPLCQDREVOSFTGUHMINJWZYX";

    /// <summary>The control letter of the decree, written a second time.</summary>
    internal static char CheckLetter(string body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var letter = char.IsAsciiDigit(body[i]) ? (char)(body[i] - '0' + 'A') : body[i];
            sum += i % 2 == 0 ? ByOddValue.IndexOf(letter, StringComparison.Ordinal) : letter - 'A';
        }

        return (char)('A' + (sum % 26));
    }

    private static int Luhn(int[] digits)
    {
        int[] doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
        return (10 - (digits.Select((d, i) => i % 2 == 0 ? d : doubled[d]).Sum() % 10)) % 10;
    }

    private static string WithControls(string bban) => WithMod97($"{CheckLetter(bban)}{bban}");

    private static string WithMod97(string rest)
    {
        var number = string.Concat((rest + "IT00").Select(c => char.IsAsciiDigit(c) ? $"{c}" : $"{c - 'A' + 10}"));
        var check = 98 - (int)(System.Numerics.BigInteger.Parse(number) % 97);
        return $"IT{check:00}{rest}";
    }
}
