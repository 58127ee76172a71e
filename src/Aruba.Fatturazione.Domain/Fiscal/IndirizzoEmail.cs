using System.Diagnostics.CodeAnalysis;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>An ordinary mail address, at most 254 characters; whether it answers is for a confirmation mail to say.</summary>
public sealed record IndirizzoEmail
{
    private IndirizzoEmail(string value) => Value = value;

    /// <summary>The address: case kept before the @, lower-case ASCII domain after it.</summary>
    public string Value { get; }

    /// <summary>The address in upper case, for comparing and for unique indexes.</summary>
    public string Normalized => Value.ToUpperInvariant();

    /// <summary>What follows the @.</summary>
    public string Domain => Value[(Value.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads what a person typed: outer blanks, invisible marks, angle brackets and "mailto:" do not matter.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="result">The address, or null.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    /// <returns>Whether the text is a mail address.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IndirizzoEmail? result, [NotNullWhen(false)] out string? problem)
    {
        result = null;
        if (TypedCode.Visible(text).Length == 0)
        {
            problem = "Inserisci l'indirizzo email, come nome@esempio.it";
            return false;
        }

        (var address, problem) = MailSyntax.Read(text, "L'indirizzo email");
        if (problem is not null)
        {
            return false;
        }

        result = new IndirizzoEmail(address ?? "");
        return true;
    }

    /// <summary>As the longer overload, for callers who need no explanation.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IndirizzoEmail? result) => TryParse(text, out result, out _);

    /// <summary>Reads trusted text, such as a stored column.</summary>
    /// <exception cref="FormatException">The text is not a mail address.</exception>
    public static IndirizzoEmail Parse(string text) =>
        TryParse(text, out var result) ? result : throw new FormatException("The text is not a mail address.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
