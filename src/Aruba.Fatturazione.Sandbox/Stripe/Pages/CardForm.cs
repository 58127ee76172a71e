using System.Globalization;
using System.Text.RegularExpressions;

namespace Aruba.Fatturazione.Sandbox.Stripe.Pages;

/// <summary>What a person types on the hosted page. The number and the code are looked at once and never shown or kept again.</summary>
internal sealed partial class CardForm
{
    public const string NumberField = "numero";
    public const string ExpiryField = "scadenza";
    public const string CvcField = "cvc";
    public const string NameField = "titolare";

    private readonly Dictionary<string, string> errors = [];

    /// <summary>The test card that was typed; null when it is none.</summary>
    public TestCard? Card { get; private init; }

    /// <summary>As typed.</summary>
    public string Expiry { get; private init; } = "";

    /// <summary>As typed.</summary>
    public string Name { get; private init; } = "";

    public int ExpMonth { get; private init; }

    public int ExpYear { get; private init; }

    /// <summary>What is wrong, by field; empty when nothing is.</summary>
    public IReadOnlyDictionary<string, string> Errors => errors;

    public static CardForm Read(IFormCollection form, DateTime now)
    {
        var digits = Separators().Replace(form[NumberField].ToString(), "");
        var expiry = form[ExpiryField].ToString().Trim();
        var (month, year) = ReadExpiry(expiry);
        var card = new CardForm
        {
            Card = TestCards.Find(digits),
            Expiry = expiry.Length > 7 ? "" : expiry,
            Name = form[NameField].ToString().Trim(),
            ExpMonth = month,
            ExpYear = year,
        };
        card.Check(digits, form[CvcField].ToString().Trim(), now);
        return card;
    }

    private static (int Month, int Year) ReadExpiry(string text)
    {
        var match = MonthAndYear().Match(text);
        if (!match.Success)
        {
            return (0, 0);
        }

        var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
        return (int.Parse(match.Groups["month"].Value, CultureInfo.InvariantCulture), year < 100 ? 2000 + year : year);
    }

    private void Check(string digits, string cvc, DateTime now)
    {
        Add(NumberField, digits switch
        {
            "" => "Inserisci il numero della carta.",
            _ when !TestCards.PassLuhn(digits) => "Controlla il numero della carta: non è giusto.",
            _ when Card is null => "Qui funzionano solo le carte di prova elencate sotto.",
            _ => null,
        });
        Add(ExpiryField, ExpMonth is < 1 or > 12 ? "Inserisci la scadenza come mese e anno, per esempio 12/30."
            : (ExpYear, ExpMonth).CompareTo((now.Year, now.Month)) < 0 ? "La carta è scaduta. Controlla la scadenza." : null);
        Add(CvcField, cvc.Length is 3 or 4 && cvc.All(char.IsAsciiDigit) ? null : "Inserisci il CVC: le 3 cifre sul retro della carta.");
        Add(NameField, Name.Length is > 0 and <= 256 ? null : "Inserisci il nome scritto sulla carta.");
    }

    private void Add(string field, string? error)
    {
        if (error is not null)
        {
            errors[field] = error;
        }
    }

    [GeneratedRegex(@"[\s.-]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?<month>\d{1,2})\s*[/ -]?\s*(?<year>\d{4}|\d{2})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MonthAndYear();
}
