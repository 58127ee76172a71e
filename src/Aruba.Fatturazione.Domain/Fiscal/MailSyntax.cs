using System.Globalization;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>
/// The practical shape of a mail address, stricter than the XSD's <c>.+@.+[.]+.+</c>: one @, plain ASCII before it, a real domain after it.
/// The domain is kept in lower case and in its ASCII (punycode) form, so that every mail program and the invoice XML can carry it.
/// </summary>
internal static class MailSyntax
{
    /// <summary>Longest address a mail server takes (RFC 5321: a path of 256 with its angle brackets).</summary>
    internal const int Max = 254;

    private const int MaxLocal = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Splits and cleans the typed address. <paramref name="what"/> is its Italian name with article, such as "L'indirizzo email".</summary>
    /// <returns>The clean address, or a problem; never both.</returns>
    internal static (string? Address, string? Problem) Read(string? text, string what)
    {
        var typed = WithoutScheme(TypedCode.Visible(text));
        var at = typed.IndexOf('@', StringComparison.Ordinal);
        if (ProblemOfWhole(typed, at, what) is { } problem)
        {
            return (null, problem);
        }

        var local = typed[..at];
        problem = ProblemOfLocal(local, what) ?? ProblemOfLength(typed, what);
        if (problem is not null)
        {
            return (null, problem);
        }

        var domain = AsciiDomain(typed[(at + 1)..]);
        var address = $"{local}@{domain}";
        problem = ProblemOfDomain(domain, what) ?? ProblemOfLength(address, what);
        return problem is null ? (address, null) : (null, problem);
    }

    // People paste "mailto:" links and addresses between angle brackets.
    private static string WithoutScheme(string typed)
    {
        var bare = typed.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? typed["mailto:".Length..] : typed;
        return bare.Trim('<', '>', ' ', '"');
    }

    private static string? ProblemOfWhole(string typed, int at, string what)
    {
        if (at < 0)
        {
            return $"{what} ha una @ tra nome e dominio, come nome@esempio.it: aggiungila";
        }

        if (typed.IndexOf('@', at + 1) >= 0)
        {
            return $"{what} ha una sola @: scrivi un indirizzo per volta";
        }

        if (typed.Any(char.IsWhiteSpace))
        {
            return $"{what} non contiene spazi: toglili";
        }

        return typed.Contains(',', StringComparison.Ordinal) || typed.Contains(';', StringComparison.Ordinal)
            ? $"{what} contiene una virgola: forse volevi scrivere un punto"
            : null;
    }

    private static string? ProblemOfLocal(string local, string what)
    {
        if (local.Length == 0)
        {
            return $"{what} comincia con la @: scrivi anche il nome che la precede";
        }

        if (local.Length > MaxLocal)
        {
            return $"{what} ha al massimo {MaxLocal} caratteri prima della @: {TypedCode.CharactersTyped(local.Length)}";
        }

        if (TypedCode.FirstOther(local, IsLocal) is { } other)
        {
            return $"{what} prima della @ non può contenere «{other}»: correggilo";
        }

        return HasStrayDot(local) ? $"{what} ha un punto di troppo prima della @: toglilo" : null;
    }

    // Asked twice: of the text as typed, and of what the ASCII form of the domain makes of it.
    private static string? ProblemOfLength(string address, string what) =>
        address.Length > Max ? $"{what} ha al massimo {Max} caratteri: {TypedCode.CharactersTyped(address.Length)}" : null;

    private static string? ProblemOfDomain(string? domain, string what)
    {
        if (domain is null)
        {
            return $"{what} dopo la @ ha un dominio che non può esistere: ricontrollalo";
        }

        if (domain.Length == 0)
        {
            return $"{what} finisce con la @: scrivi anche il dominio, come esempio.it";
        }

        if (!domain.Contains('.', StringComparison.Ordinal))
        {
            return $"{what} dopo la @ vuole un punto, come esempio.it: completa il dominio";
        }

        return HasStrayDot(domain) ? $"{what} ha un punto di troppo dopo la @: toglilo"
            : !IsTopLevel(domain[(domain.LastIndexOf('.') + 1)..]) ? $"{what} finisce in modo insolito: dopo l'ultimo punto servono almeno due lettere"
            : null;
    }

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal);

    private static bool HasStrayDot(string part) =>
        part.StartsWith('.') || part.EndsWith('.') || part.Contains("..", StringComparison.Ordinal);

    private static bool IsTopLevel(string label) =>
        label.Length >= 2 && (label.All(char.IsAsciiLetter) || label.StartsWith("xn--", StringComparison.Ordinal));

    // Null when no domain can be spelt so. Stray dots and emptiness are left for their own sentences.
    private static string? AsciiDomain(string typed)
    {
        if (typed.Length == 0 || HasStrayDot(typed))
        {
            return typed;
        }

        try
        {
            return Idn.GetAscii(typed).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // The framework offers no non-throwing way to ask whether a domain name is well formed.
            return null;
        }
    }
}
