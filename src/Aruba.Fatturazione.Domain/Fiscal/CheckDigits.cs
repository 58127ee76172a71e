namespace Aruba.Fatturazione.Fiscal;

/// <summary>The two check algorithms of Italian fiscal codes. Inputs are already of the right shape.</summary>
internal static class CheckDigits
{
    // DM 23/12/1976 n. 13813: values of the characters in odd places, digits first and then A..Z; the same table serves the CIN of an IBAN.
    private static ReadOnlySpan<byte> OddDigits => [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];

    private static ReadOnlySpan<byte> OddLetters =>
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    /// <summary>The eleventh digit of a partita IVA or numeric codice fiscale, from its first ten digits (Luhn's algorithm).</summary>
    internal static char OfTenDigits(ReadOnlySpan<char> tenDigits)
    {
        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            var digit = tenDigits[i] - '0';
            var weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    /// <summary>The check letter of ASCII capitals and digits: odd places (counted from 1) weigh by the ministerial table, even ones by rank.</summary>
    internal static char LetterOf(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < code.Length; i++)
        {
            var c = code[i];
            var isDigit = char.IsAsciiDigit(c);
            var rank = isDigit ? c - '0' : c - 'A';
            sum += i % 2 == 1 ? rank : isDigit ? OddDigits[rank] : OddLetters[rank];
        }

        return (char)('A' + (sum % 26));
    }
}
