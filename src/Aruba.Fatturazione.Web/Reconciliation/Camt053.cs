using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Aruba.Fatturazione.Web.Reconciliation;

/// <summary>
/// Reads bank statements of ISO 20022, camt.053.001, one entry at a time. What differs between its versions (a coded
/// status, the party one level deeper) is read in both ways. Collective entries become one line for each payment in them.
/// </summary>
internal static class Camt053
{
    private const string Statement = "BkToCstmrStmt";
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreWhitespace = true,
        MaxCharactersFromEntities = 1024,
    };

    /// <summary>The movements, in the order of the file. Throws <see cref="BankFileException"/> for a file that is not such a statement, or not of <paramref name="iban"/>.</summary>
    public static IEnumerable<StatementLine> Read(Stream content, string? iban)
    {
        using var xml = XmlReader.Create(content, Settings);
        var place = 0;
        var isStatement = false;
        while (Step(xml))
        {
            while (xml.NodeType == XmlNodeType.Element)
            {
                if (xml.LocalName == Statement)
                {
                    isStatement = true;
                }
                else if (xml.LocalName == "Acct" && isStatement)
                {
                    CheckAccount(Element(xml), iban);
                    continue; // reading an element has moved to what follows it
                }
                else if (xml.LocalName == "Ntry" && isStatement)
                {
                    foreach (var line in Lines(Element(xml), place))
                    {
                        place++;
                        yield return line;
                    }

                    continue;
                }

                break;
            }
        }

        if (!isStatement)
        {
            throw new BankFileException("Non è un estratto conto CAMT.053: chiedi alla banca il formato «camt.053», oppure carica un CSV");
        }
    }

    private static bool Step(XmlReader xml)
    {
        try
        {
            return xml.Read();
        }
        catch (XmlException e)
        {
            throw Broken(e);
        }
    }

    private static XElement Element(XmlReader xml)
    {
        try
        {
            return (XElement)XNode.ReadFrom(xml);
        }
        catch (XmlException e)
        {
            throw Broken(e);
        }
    }

    private static BankFileException Broken(XmlException e) =>
        new($"Il file XML è interrotto o rovinato alla riga {e.LineNumber}: scaricalo di nuovo dalla banca", e);

    private static void CheckAccount(XElement account, string? iban)
    {
        var theirs = Text(account, "Id", "IBAN");
        if (iban is not null && theirs is not null && !string.Equals(theirs, iban, StringComparison.OrdinalIgnoreCase))
        {
            throw new BankFileException($"L'estratto conto è di un altro conto (…{theirs[^Math.Min(4, theirs.Length)..]}): i clienti pagano sul conto …{iban[^4..]}");
        }
    }

    private static IEnumerable<StatementLine> Lines(XElement entry, int place)
    {
        var whole = Entry(entry, place);
        var details = entry.Elements().Where(e => e.Name.LocalName == "NtryDtls").SelectMany(d => d.Elements()).Where(e => e.Name.LocalName == "TxDtls").ToList();
        var parts = details.ConvertAll(d => (Details: d, Amount: Amount(Child(d, "Amt") ?? Find(d, "AmtDtls", "TxAmt", "Amt"))));
        if (parts.Count > 1 && whole.Problem is null && parts.TrueForAll(p => p.Amount is not null) && parts.Sum(p => p.Amount!.Value.Cents) == whole.Amount.Cents)
        {
            return parts.Select((p, i) => With(whole with { Place = place + i, Amount = p.Amount!.Value }, [p.Details], Part(entry, i)));
        }

        return [With(whole, details, Part(entry, null))];
    }

    private static StatementLine Entry(XElement entry, int place)
    {
        var amount = Amount(Child(entry, "Amt"));
        var currency = Child(entry, "Amt")?.Attribute("Ccy")?.Value;
        var day = Day(Child(entry, "ValDt")) ?? Day(Child(entry, "BookgDt"));
        var status = Child(entry, "Sts");
        var booked = (Child(status, "Cd") ?? status)?.Value.Trim() is null or "BOOK";
        var problem = amount is null ? "L'importo non si legge."
            : currency != "EUR" ? $"La valuta è {StatementLine.Plain(currency)}: i clienti pagano in euro."
            : day is null ? "La data valuta non si legge." : null;
        return new StatementLine(place)
        {
            Amount = amount ?? default,
            ValueDate = day,
            IsIncome = booked && Text(entry, "CdtDbtInd") == "CRDT",
            IsReversal = booked && Text(entry, "CdtDbtInd") == "DBIT" && Text(entry, "RvslInd") is ("true" or "1"),
            Problem = problem,
        };
    }

    private static StatementLine With(StatementLine line, List<XElement> details, string? entryReference)
    {
        var payers = details.Select(d => Text(d, "RltdPties", "Dbtr", "Nm") ?? Text(d, "RltdPties", "Dbtr", "Pty", "Nm")).Where(n => n is not null);
        var said = details.SelectMany(d => d.Descendants().Where(e => e.Name.LocalName is "Ustrd" or "AddtlRmtInf" or "AddtlTxInf" or "EndToEndId" || Is(e, "CdtrRefInf", "Ref")))
            .Select(e => e.Value.Trim()).Where(v => v.Length > 0 && v != "NOTPROVIDED");
        var own = details is [var only] ? Text(only, "Refs", "TxId") ?? Text(only, "Refs", "AcctSvcrRef") ?? Text(only, "Refs", "InstrId") : null;
        return line with
        {
            Payer = StatementLine.Plain(string.Join(", ", payers)),
            Remittance = StatementLine.Plain(string.Join(" ", said)),
            Reference = StatementLine.Plain(own ?? entryReference).ToUpperInvariant(),
        };
    }

    private static string? Part(XElement entry, int? index) =>
        (Text(entry, "AcctSvcrRef") ?? Text(entry, "NtryRef")) is { } reference
            ? index is { } i ? string.Create(CultureInfo.InvariantCulture, $"{reference}-{i + 1}") : reference
            : null;

    private static bool Is(XElement e, string parent, string name) => e.Name.LocalName == name && e.Parent?.Name.LocalName == parent;

    private static Importo? Amount(XElement? element) =>
        decimal.TryParse(element?.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euro) && euro is > 0 and < 1_000_000_000 && euro * 100 % 1 == 0
            ? new Importo((long)(euro * 100))
            : null;

    private static DateOnly? Day(XElement? element)
    {
        var text = (Child(element, "Dt") ?? Child(element, "DtTm"))?.Value.Trim();
        return DateOnly.TryParseExact(text?[..Math.Min(10, text.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static XElement? Child(XElement? parent, string name) => parent?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static XElement? Find(XElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            element = Child(element, name);
        }

        return element;
    }

    private static string? Text(XElement? element, params ReadOnlySpan<string> path) => Find(element, path)?.Value.Trim() is { Length: > 0 } text ? text : null;
}
