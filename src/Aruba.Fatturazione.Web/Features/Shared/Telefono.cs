using System.Diagnostics.CodeAnalysis;
using PhoneNumbers;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>Reads telephone numbers as Italians write them, with Google's numbering plans (libphonenumber).</summary>
internal static class Telefono
{
    private const string Italy = "IT";
    private const int LongestTyped = 40;

    /// <summary>Reads a number with or without prefix, blanks, dots or slashes. False gives the problem in Italian.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="e164">The number as <c>+390551234567</c>, or null.</param>
    /// <param name="problem">What is wrong and how to cure it, or null.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? e164, [NotNullWhen(false)] out string? problem)
    {
        e164 = null;
        problem = ProblemOf(text, out var number);
        if (problem is not null || number is null)
        {
            problem ??= "Controlla il numero di telefono";
            return false;
        }

        e164 = PhoneNumberUtil.GetInstance().Format(number, PhoneNumberFormat.E164);
        return true;
    }

    /// <summary>As the longer overload, for callers who need no explanation.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? e164) => TryParse(text, out e164, out _);

    /// <summary>An E.164 number as people read it: Italian ones without prefix, others with it. Returns the text unchanged when it is no number.</summary>
    public static string Readable(string e164)
    {
        if (ProblemOf(e164, out var number) is not null || number is null)
        {
            return e164;
        }

        var format = number.CountryCode == 39 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL;
        return PhoneNumberUtil.GetInstance().Format(number, format);
    }

    private static string? ProblemOf(string? text, out PhoneNumber? number)
    {
        number = null;
        var typed = (text ?? "").Trim();
        if (typed.Length == 0)
        {
            return "Inserisci il numero di telefono, per esempio 055 123456";
        }

        if (typed.Length > LongestTyped || typed.Any(char.IsLetter))
        {
            return "Il numero di telefono ha solo cifre, con o senza prefisso +39: togli il resto";
        }

        var util = PhoneNumberUtil.GetInstance();
        try
        {
            number = util.Parse(typed, Italy);
        }
        catch (NumberParseException)
        {
            return "Il numero di telefono ha solo cifre, con o senza prefisso +39: ricontrollalo";
        }

        return util.IsPossibleNumberWithReason(number) switch
        {
            PhoneNumberUtil.ValidationResult.TOO_SHORT => "Il numero di telefono è troppo corto: scrivilo con il suo prefisso, per esempio 055 123456",
            PhoneNumberUtil.ValidationResult.TOO_LONG => "Il numero di telefono è troppo lungo: ricontrolla le cifre",
            _ when !util.IsValidNumber(number) => "Questo numero di telefono non esiste: ricontrolla prefisso e cifre",
            _ => null,
        };
    }
}
