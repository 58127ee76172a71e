using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>
/// An Italian codice fiscale in either form: 16 characters for a person (DM 23/12/1976 n. 13813), 11 digits for a body.
/// Whether it was really issued is for the Agenzia delle Entrate to say.
/// </summary>
public sealed record CodiceFiscale
{
    /// <summary>Characters of a person's code.</summary>
    public const int PersonalLength = 16;

    /// <summary>Digits of a body's code.</summary>
    public const int NumericLength = 11;

    private CodiceFiscale(string value) => Value = value;

    /// <summary>The code in upper case, without separators.</summary>
    public string Value { get; }

    /// <summary>True for the 16 characters of a person, false for the 11 digits of a body.</summary>
    public bool IsPersonal => Value.Length == PersonalLength;

    /// <summary>Whether letters stand for digits to tell namesakes apart (omocodia); false for a body.</summary>
    public bool IsOmocodia => IsPersonal && PersonalCode.HasLettersForDigits(Value);

    /// <summary>Whether the person is a woman; null for a body.</summary>
    public bool? IsFemale => IsPersonal ? PersonalCode.DayOf(Value) > PersonalCode.DayOffsetOfWomen : null;

    /// <summary>Land register code of the birthplace, such as H501 (Roma) or Z404 (United States), omocodia undone; null for a body.</summary>
    public string? PlaceCode => IsPersonal ? PersonalCode.PlaceOf(Value) : null;

    /// <summary>
    /// The latest birth date the code allows that is not after <paramref name="today"/>: the code holds only two digits
    /// of the year, so a centenarian is read a hundred years too young. Null for a body.
    /// </summary>
    public DateOnly? BirthDateOn(DateOnly today) => IsPersonal ? PersonalCode.BirthDateOf(Value, today) : null;

    /// <summary>Whether the first six letters are those of the names. Use it for a warning only: people change names. True for a body.</summary>
    public bool Matches(string cognome, string nome) =>
        !IsPersonal || Value.StartsWith(PersonalCode.SurnamePart(cognome) + PersonalCode.NamePart(nome), StringComparison.Ordinal);

    /// <summary>The code the rules give to a person, without omocodia: for demonstration data, tests and comparison.</summary>
    /// <exception cref="FormatException"><paramref name="placeCode"/> is not a letter and three digits.</exception>
    public static CodiceFiscale For(string cognome, string nome, DateOnly birthDate, bool female, string placeCode)
    {
        var month = PersonalCode.Months[birthDate.Month - 1];
        var day = birthDate.Day + (female ? PersonalCode.DayOffsetOfWomen : 0);
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $"{PersonalCode.SurnamePart(cognome)}{PersonalCode.NamePart(nome)}{birthDate.Year % 100:00}{month}{day:00}{TypedCode.Compact(placeCode)}");
        return body.Length == PersonalLength - 1 && body.All(char.IsAscii)
            ? Parse(body + CheckDigits.LetterOf(body))
            : throw new FormatException("A place code is a letter and three digits.");
    }

    /// <summary>Reads what a person typed: blanks, dashes, dots, case and a leading IT do not matter.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="result">The code, or null.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    /// <returns>Whether the text is a codice fiscale.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CodiceFiscale? result, [NotNullWhen(false)] out string? problem)
    {
        var code = Bare(TypedCode.WithoutLabel(TypedCode.Compact(text), "CODICEFISCALE"));
        problem = ProblemIn(code);
        if (problem is null)
        {
            result = new CodiceFiscale(code);
            return true;
        }

        result = null;
        return false;
    }

    /// <summary>As the longer overload, for callers who need no explanation.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CodiceFiscale? result) => TryParse(text, out result, out _);

    /// <summary>Reads trusted text, such as a stored column.</summary>
    /// <exception cref="FormatException">The text is not a codice fiscale.</exception>
    public static CodiceFiscale Parse(string text) =>
        TryParse(text, out var result) ? result : throw new FormatException("The text is not a codice fiscale.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    // "C.F." and, from the VAT line, "IT" are dropped only when a whole code remains: a person's code may begin with any letters.
    private static string Bare(string code)
    {
        var rest = TypedCode.WithoutLabel(code, "CF", "IT");
        return rest.Length == PersonalLength || (rest.Length == NumericLength && rest.All(char.IsAsciiDigit)) ? rest : code;
    }

    private static string? ProblemIn(string code)
    {
        if (code.Length == 0)
        {
            return "Inserisci il codice fiscale: 16 caratteri per una persona, 11 cifre per un ente";
        }

        if (TypedCode.FirstOther(code, char.IsAsciiLetterOrDigit) is { } other)
        {
            return $"Il codice fiscale ha solo lettere senza accenti e cifre: togli o correggi «{other}»";
        }

        return code.All(char.IsAsciiDigit) ? ProblemInNumeric(code) : PersonalCode.ProblemIn(code);
    }

    private static string? ProblemInNumeric(string digits)
    {
        if (digits.Length != NumericLength)
        {
            return $"Il codice fiscale di soli numeri ha 11 cifre: {TypedCode.DigitsTyped(digits.Length)}";
        }

        if (digits.All(d => d == '0'))
        {
            return "Undici zeri non sono un codice fiscale: copia quello dell'ente";
        }

        return CheckDigits.OfTenDigits(digits) == digits[^1]
            ? null
            : "La cifra di controllo del codice fiscale non torna: ricontrolla le 11 cifre una per una";
    }
}
