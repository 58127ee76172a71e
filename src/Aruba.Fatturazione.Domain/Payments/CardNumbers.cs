using System.Globalization;

namespace Aruba.Fatturazione.Payments;

/// <summary>
/// Finds card numbers in what people type, so that none is kept: 13 to 19 digits that an issuer gives out, with a right check digit, however
/// they are spaced. Made so that no code that belongs into our forms looks like one: partita IVA and codice fiscale are shorter, IBANs,
/// bollettini, avvisi pagoPA and telephone numbers are told apart by their own rules, and digits that touch a letter are part of some
/// other code.
/// </summary>
public static class CardNumbers
{
    private const int Shortest = 13;
    private const int Longest = 19;
    private const int LongestTelephone = 15; // E.164
    private const int WidestGap = 3;
    private const int BollettinoDigits = 18;
    private const int BollettinoModulus = 93; // avvisi pagoPA and bollettini TD 896: the last two digits are the first sixteen modulo 93

    // How people group the digits of a card when something else stands beside it.
    private static readonly int[][] Groupings = [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3]];

    /// <summary>True when a card number is somewhere in the text.</summary>
    public static bool IsIn(string? text) => Find(text ?? "").Count > 0;

    /// <summary>The text with <paramref name="mark"/> in the place of every card number.</summary>
    public static string Hide(string text, string mark)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (start, end) in Find(text).OrderByDescending(f => f.Start))
        {
            text = string.Concat(text.AsSpan(0, start), mark, text.AsSpan(end));
        }

        return text;
    }

    private static List<(int Start, int End)> Find(string text)
    {
        List<(int, int)> found = [];
        if (text.Count(char.IsDigit) < Shortest || Guid.TryParse(text, out _))
        {
            return found;
        }

        foreach (var run in Runs(Ibans.Blank(text)))
        {
            for (var from = 0; from < run.Count; from++)
            {
                var to = Enumerable.Range(from, run.Count - from).Cast<int?>().LastOrDefault(last => IsCard(run, from, last!.Value));
                if (to is { } end)
                {
                    found.Add((run[from].Start, run[end].Start + run[end].Digits.Length));
                    from = end;
                }
            }
        }

        return found;
    }

    private static bool IsCard(List<Group> run, int from, int to)
    {
        var groups = run[from..(to + 1)];
        var digits = string.Concat(groups.Select(g => g.Digits));

        // A dot is also a decimal mark: with dots only the groups printed on cards are looked at.
        var isWhole = groups.Count == run.Count && !groups.Skip(1).Any(g => g.AfterDot);
        var isAlone = groups.Count == 1 && !groups[0].AfterDot;
        return digits.Length is >= Shortest and <= Longest
            && (isAlone || isWhole || Groupings.Any(g => g.SequenceEqual(groups.Select(p => p.Digits.Length))))
            && !(groups[0].AfterPlus && digits.Length <= LongestTelephone)
            && !(groups.Count == 1 && IsBollettino(digits))
            && IsIssued(digits)
            && HasCheckDigit(digits);
    }

    /// <summary>Digits with at most a few blanks, dashes or dots between them; what touches a letter does not belong.</summary>
    private static IEnumerable<List<Group>> Runs(string text)
    {
        List<Group> run = [];
        var end = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsDigit(text[at]))
            {
                continue;
            }

            var start = at;
            while (at < text.Length && char.IsDigit(text[at]))
            {
                at++;
            }

            var gap = run.Count > 0 ? text[end..start] : "";
            if (run.Count > 0 && (gap.Length > WidestGap || !gap.All(IsGap)))
            {
                yield return run;
                run = [];
            }

            end = at;
            if ((start > 0 && char.IsLetter(text[start - 1])) || (at < text.Length && char.IsLetter(text[at])))
            {
                if (run.Count > 0)
                {
                    yield return run;
                }

                run = [];
                continue;
            }

            var digits = string.Concat(text[start..at].Select(c => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c))));
            run.Add(new Group(start, digits, start > 0 && text[start - 1] == '+', run.Count > 0 && gap.Contains('.', StringComparison.Ordinal)));
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static bool IsGap(char c) => char.IsWhiteSpace(c) || c is '.' || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation;

    private static bool IsBollettino(string digits) =>
        digits.Length == BollettinoDigits
        && long.Parse(digits[..^2], CultureInfo.InvariantCulture) % BollettinoModulus == int.Parse(digits[^2..], CultureInfo.InvariantCulture);

    /// <summary>Prefixes and lengths that networks give out (ISO/IEC 7812; Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay, Maestro).</summary>
    private static bool IsIssued(string digits)
    {
        var four = int.Parse(digits[..4], CultureInfo.InvariantCulture);
        return (four, digits.Length) switch
        {
            ( >= 4000 and <= 4999, 13 or 16 or 19) => true,
            ( >= 5100 and <= 5599 or >= 2221 and <= 2720, 16) => true,
            ( >= 3400 and <= 3499 or >= 3700 and <= 3799, 15) => true,
            ( >= 3000 and <= 3059 or >= 3600 and <= 3699 or >= 3800 and <= 3999, 14) => true,
            ( >= 3528 and <= 3589 or 6011 or >= 6440 and <= 6599 or >= 6200 and <= 6299, >= 16) => true,
            (5018 or 5020 or 5038 or 5893 or 6304 or 6759 or >= 6761 and <= 6763, _) => true,
            _ => false,
        };
    }

    // Luhn's algorithm, from the right.
    private static bool HasCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }

        return sum % 10 == 0;
    }

    private sealed record Group(int Start, string Digits, bool AfterPlus, bool AfterDot);
}
