using System.Diagnostics.CodeAnalysis;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>
/// The certified mailbox invoices are delivered to (FatturaPA <c>PECDestinatario</c>, 7 to 256 characters).
/// No syntax tells a PEC from an ordinary mailbox: see <see cref="PecDomains"/> for a warning.
/// </summary>
public sealed record IndirizzoPec
{
    private IndirizzoPec(string value) => Value = value;

    /// <summary>The address: case kept before the @, lower-case ASCII domain after it.</summary>
    public string Value { get; }

    /// <summary>The address in upper case, for comparing.</summary>
    public string Normalized => Value.ToUpperInvariant();

    /// <summary>What follows the @.</summary>
    public string Domain => Value[(Value.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads what a person typed: outer blanks, invisible marks, angle brackets and "mailto:" do not matter.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="result">The address, or null.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    /// <returns>Whether the text can be a PEC address.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IndirizzoPec? result, [NotNullWhen(false)] out string? problem)
    {
        result = null;
        if (TypedCode.Visible(text).Length == 0)
        {
            problem = "Inserisci la casella PEC, come nome@pec.it";
            return false;
        }

        (var address, problem) = MailSyntax.Read(text, "La casella PEC");
        if (address is { Length: < XsdLimits.EmailMin })
        {
            problem = $"La casella PEC ha almeno {XsdLimits.EmailMin} caratteri: ricontrollala";
        }

        if (problem is not null)
        {
            return false;
        }

        result = new IndirizzoPec(address ?? "");
        return true;
    }

    /// <summary>As the longer overload, for callers who need no explanation.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IndirizzoPec? result) => TryParse(text, out result, out _);

    /// <summary>Reads trusted text, such as a stored column.</summary>
    /// <exception cref="FormatException">The text is not a mail address.</exception>
    public static IndirizzoPec Parse(string text) =>
        TryParse(text, out var result) ? result : throw new FormatException("The text is not a PEC address.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
