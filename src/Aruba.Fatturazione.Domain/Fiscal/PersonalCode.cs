using System.Globalization;
using System.Text;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>The rules of a person's 16 characters: 3 surname, 3 name, 2 year, month, 2 day (+40 for women), 4 place, 1 of control.</summary>
internal static class PersonalCode
{
    /// <summary>What is added to the day of birth of a woman.</summary>
    internal const int DayOffsetOfWomen = 40;

    /// <summary>The letters of January to December.</summary>
    internal const string Months = "ABCDEHLMPRST";

    // Agenzia delle Entrate lets any of the seven digits be replaced by a letter to tell namesakes apart (omocodia).
    private const string OmocodiaLetters = "LMNPQRSTUV";

    private const string Vowels = "AEIOU";

    private static ReadOnlySpan<byte> DigitPlaces => [6, 7, 9, 10, 12, 13, 14];

    /// <summary>What is wrong with ASCII capitals and digits as a person's code, in Italian; null when nothing is.</summary>
    internal static string? ProblemIn(string code)
    {
        if (code.Length != CodiceFiscale.PersonalLength)
        {
            return $"Il codice fiscale di una persona ha 16 caratteri: {TypedCode.CharactersTyped(code.Length)}";
        }

        if (ProblemOfShape(code) is { } shape)
        {
            return shape;
        }

        if (!IsRealDay(code))
        {
            return "Nel codice fiscale la data di nascita non esiste: ricontrolla i caratteri dal 7 all'11";
        }

        return CheckDigits.LetterOf(code.AsSpan(0, 15)) == code[15]
            ? null
            : "L'ultima lettera del codice fiscale non torna con le altre: ricontrolla tutti i 16 caratteri";
    }

    internal static bool HasLettersForDigits(string code)
    {
        foreach (var place in DigitPlaces)
        {
            if (char.IsAsciiLetter(code[place]))
            {
                return true;
            }
        }

        return false;
    }

    internal static int DayOf(string code) => Number(code, 9);

    internal static string PlaceOf(string code) =>
        string.Create(CultureInfo.InvariantCulture, $"{code[11]}{Digit(code[12])}{Digit(code[13])}{Digit(code[14])}");

    internal static DateOnly BirthDateOf(string code, DateOnly today)
    {
        var (year, month, day) = (Number(code, 6), Months.IndexOf(code[8], StringComparison.Ordinal) + 1, DayOf(code) % DayOffsetOfWomen);
        var century = today.Year - (today.Year % 100);
        while (!IsDate(century + year, month, day) || new DateOnly(century + year, month, day) > today)
        {
            century -= 100;
        }

        return new DateOnly(century + year, month, day);
    }

    /// <summary>Consonants in order, then vowels, then X.</summary>
    internal static string SurnamePart(string cognome)
    {
        var letters = Letters(cognome);
        return Three(letters.Where(IsConsonant), letters);
    }

    /// <summary>As the surname, but of four or more consonants the second is skipped.</summary>
    internal static string NamePart(string nome)
    {
        var letters = Letters(nome);
        var consonants = letters.Where(IsConsonant).ToList();
        if (consonants.Count >= 4)
        {
            consonants.RemoveAt(1);
        }

        return Three(consonants, letters);
    }

    private static string Three(IEnumerable<char> consonants, string letters) =>
        string.Concat(consonants.Concat(letters.Where(c => !IsConsonant(c))).Take(3)).PadRight(3, 'X');

    private static bool IsConsonant(char c) => !Vowels.Contains(c, StringComparison.Ordinal);

    // Blanks and apostrophes are dropped, accents folded: D'Amico gives DMC, Niccolò counts its o.
    private static string Letters(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var c in LatinText.Plain(name))
        {
            if (char.IsAsciiLetter(c))
            {
                letters.Append(char.ToUpperInvariant(c));
            }
        }

        return letters.ToString();
    }

    private static string? ProblemOfShape(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            var c = code[i];
            var problem = i switch
            {
                < 6 when !char.IsAsciiLetter(c) => $"Nel codice fiscale i primi 6 caratteri sono lettere: correggi «{c}» al posto {i + 1}",
                8 when !Months.Contains(c, StringComparison.Ordinal) => $"Nel codice fiscale il carattere 9 è il mese di nascita: «{c}» non è un mese",
                11 when !char.IsAsciiLetter(c) => $"Nel codice fiscale il carattere 12 è una lettera: hai scritto «{c}»",
                15 when !char.IsAsciiLetter(c) => $"Il codice fiscale di una persona finisce con una lettera: hai scritto «{c}»",
                6 or 7 or 9 or 10 or 12 or 13 or 14 when Digit(c) < 0 => $"Nel codice fiscale al posto {i + 1} va una cifra: hai scritto «{c}»",
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    // The century is unknown and one real reading is enough: every day of 19yy exists in 20yy too, and 29 February of 00 only in 2000.
    private static bool IsRealDay(string code)
    {
        var (year, month, typedDay) = (Number(code, 6), Months.IndexOf(code[8], StringComparison.Ordinal) + 1, DayOf(code));
        var day = typedDay > DayOffsetOfWomen ? typedDay - DayOffsetOfWomen : typedDay;
        return IsDate(2000 + year, month, day);
    }

    private static bool IsDate(int year, int month, int day) => day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int Number(string code, int at) => (Digit(code[at]) * 10) + Digit(code[at + 1]);

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : OmocodiaLetters.IndexOf(c, StringComparison.Ordinal);
}
