using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>
/// Which passwords may be chosen: long ones that are not common and not made of what others know about the owner. No rule about kinds of
/// characters (NIST SP 800-63B-4 §3.1.1.2).
/// </summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>What a page says before typing.</summary>
    public const string Hint = "Almeno 12 caratteri. Qualche parola che ricordi solo tu va benissimo; non servono simboli o maiuscole.";

    private const int LeastRemainder = 8;
    private const int LeastDistinct = 5;
    private const int LongOwnWord = 8;
    private const int ShortestOwnWord = 3;
    private static readonly string[] HouseWords = ["aruba", "fatturazione", "fatture", "fattura", "elettronica"];
    private static readonly Lazy<FrozenSet<string>> Common = new(ReadCommon);

    /// <summary>Why the password cannot be chosen and how to cure it, in Italian; null when it can.</summary>
    /// <param name="password">As typed; blanks count.</param>
    /// <param name="ownWords">Name, username, mailbox, codice fiscale, partita IVA, company; nulls are skipped.</param>
    public static string? Problem(string? password, params IEnumerable<string?> ownWords)
    {
        if (string.IsNullOrEmpty(password))
        {
            return "Inserisci la password: almeno 12 caratteri";
        }

        if (Passwords.TooLong(password))
        {
            return "La password è troppo lunga: usa al massimo 250 caratteri";
        }

        var length = new StringInfo(password).LengthInTextElements;
        if (length < MinLength)
        {
            return $"La password ha almeno 12 caratteri: ne {(length == 1 ? "hai scritto 1" : $"hai scritti {length}")}, aggiungi una parola";
        }

        var plain = Folded(password);
        if (IsCommon(plain))
        {
            return "Questa password è fra le più usate, la provano tutti: scegline una che sia solo tua";
        }

        return IsMadeOf(plain, ownWords)
            ? "La password contiene i tuoi dati o il nome del servizio: scegli parole che nessuno può collegare a te"
            : null;
    }

    private static bool IsCommon(string plain) =>
        Common.Value.Contains(plain) || plain.Distinct().Count() < LeastDistinct || IsOneRun(plain) || Repeats(plain);

    // 12345678901234, abcdefghijklm, zyxwvu…
    private static bool IsOneRun(string plain)
    {
        var steps = plain.Zip(plain.Skip(1), (a, b) => b - a).ToList();
        return steps.Count(s => s is 1 or -1 or -9 or 9) >= steps.Count - 1;
    }

    // The same few characters again and again: length alone does not make them hard to guess.
    private static bool Repeats(string plain) =>
        Enumerable.Range(1, Math.Min(5, plain.Length / 2)).Any(period => !plain.Where((c, i) => c != plain[i % period]).Any());

    private static bool IsMadeOf(string plain, IEnumerable<string?> ownWords)
    {
        var words = ownWords.SelectMany(Parts).Concat(HouseWords).Distinct().OrderByDescending(w => w.Length).ToList();
        if (words.Any(w => w.Length >= LongOwnWord && !HouseWords.Contains(w) && plain.Contains(w, StringComparison.Ordinal)))
        {
            return true;
        }

        var rest = words.Aggregate(plain, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < plain.Length && rest.Count(char.IsLetterOrDigit) < LeastRemainder;
    }

    private static IEnumerable<string> Parts(string? text)
    {
        var plain = Folded(text ?? "");
        return plain.Split([' ', '@', '.', '-', '_', '\'', '+'], StringSplitOptions.RemoveEmptyEntries).Append(plain)
            .Where(w => w.Length >= ShortestOwnWord && w is not ("www" or "com" or "pec" or "srl" or "del" or "via"));
    }

    private static string Folded(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(Rune.ToLowerInvariant(rune));
        }

        return plain.ToString();
    }

    private static FrozenSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
