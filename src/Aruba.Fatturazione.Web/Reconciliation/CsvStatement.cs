using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Aruba.Fatturazione.Web.Reconciliation;

/// <summary>
/// Reads statements and postal lists with columns. Separator, quoting and character set are recognised; what the columns mean is said once by
/// a person and remembered by their heading.
/// </summary>
internal static class CsvStatement
{
    /// <summary>Most lines that may stand above the heading, and most columns looked at.</summary>
    public const int MostHeadingLines = 20, MostColumns = 40;

    private const int Sample = 30;
    private static readonly string[] Days = ["dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "yyyy-MM-dd", "yyyyMMdd", "dd/MM/yy"];
    private static readonly char[] Separators = [';', '\t', ',', '|'];

    /// <summary>The first rows as they are, for the person who says what the columns mean. Throws <see cref="BankFileException"/> when there are none.</summary>
    public static IReadOnlyList<string[]> Preview(byte[] content)
    {
        var rows = Rows(content, SeparatorOf(content)).Take(Sample).ToList();
        return rows.Exists(r => r.Length > 1) ? rows : throw new BankFileException("Non ci sono colonne: il file deve essere un CSV con una riga per movimento");
    }

    /// <summary>What stands between the columns: whatever occurs most in the first lines.</summary>
    public static string SeparatorOf(byte[] content)
    {
        var start = Decode(content.AsSpan(0, Math.Min(content.Length, 64 * 1024)).ToArray());
        return Separators.MaxBy(s => start.Count(c => c == s)).ToString();
    }

    /// <summary>The row that names the columns: the first with a date below it. Counted from 0; 0 when none is found.</summary>
    public static int HeadingOf(IReadOnlyList<string[]> preview)
    {
        var first = preview.ToList().FindIndex(r => r.Any(c => Day(c) is not null));
        return Math.Max(0, first - 1);
    }

    /// <summary>By which the heading is known again: a digest of its names.</summary>
    public static string HeadingKey(string[] heading) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', heading.Select(h => h.Trim().ToUpperInvariant())))));

    /// <summary>The movements, in the order of the file.</summary>
    public static IEnumerable<StatementLine> Read(byte[] content, CsvColumns columns) =>
        Rows(content, columns.Separator[0].ToString()).Skip(columns.HeadingLines).Where(r => r.Any(c => c.Trim().Length > 0)).Select((row, place) => Line(row, columns, place));

    private static StatementLine Line(string[] row, CsvColumns columns, int place)
    {
        string At(int? column) => column is { } c && c < row.Length ? row[c] : "";
        var amount = Amount(At(columns.Amount));
        var day = Day(At(columns.Date));
        var problem = amount is null ? "L'importo non si legge." : day is null ? "La data valuta non si legge." : null;
        return new StatementLine(place)
        {
            Amount = new Importo(Math.Abs(amount?.Cents ?? 0)),
            ValueDate = day,
            IsIncome = amount is null || amount.Value.Cents > 0,
            Problem = problem,
            Remittance = StatementLine.Plain(At(columns.Remittance)),
            Payer = StatementLine.Plain(At(columns.Payer)),
            Reference = StatementLine.Plain(At(columns.Reference)).ToUpperInvariant(),
        };
    }

    /// <summary>An amount in Italian or plain form: the last of comma and dot is the decimal one when one or two digits follow. Null when it is none.</summary>
    internal static Importo? Amount(string text)
    {
        var t = new string([.. text.Where(c => char.IsAsciiDigit(c) || c is ',' or '.' or '-' or '+')]);
        if (text.Any(char.IsLetter) && !text.Contains("EUR", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var mark = t.LastIndexOfAny([',', '.']);
        var decimals = mark < 0 ? 0 : t.Length - mark - 1;
        var isDecimal = decimals is 1 or 2;
        var plain = isDecimal ? $"{t[..mark].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)}.{t[(mark + 1)..]}"
            : decimals is 0 or 3 ? t.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal) : "?";
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euro)
            && Math.Abs(euro) is > 0 and < 1_000_000_000 ? new Importo((long)(euro * 100)) : null;
    }

    private static DateOnly? Day(string text)
    {
        var t = text.Trim();
        var space = t.IndexOf(' ', StringComparison.Ordinal);
        return DateOnly.TryParseExact(space > 0 ? t[..space] : t, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static IEnumerable<string[]> Rows(byte[] content, string separator)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator,
            HasHeaderRecord = false,
            BadDataFound = null,
            MissingFieldFound = null,
            IgnoreBlankLines = false,
            MaxFieldSize = 32 * 1024,
        };
        using var parser = new CsvParser(new StringReader(Decode(content)), configuration);
        while (Next(parser))
        {
            yield return (parser.Record ?? []).Take(MostColumns).ToArray();
        }
    }

    private static bool Next(CsvParser parser)
    {
        try
        {
            return parser.Read();
        }
        catch (CsvHelperException e)
        {
            throw new BankFileException($"Il file non si legge dopo la riga {parser.RawRow}: controlla virgolette e separatori", e);
        }
    }

    // Banks write UTF-8 or the Western character set of Windows, and say which nowhere.
    private static string Decode(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(content);
        }
    }
}
