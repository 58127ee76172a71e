using System.Globalization;
using System.Text;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Reconciliation;

/// <summary>A movement of a statement that a test writes.</summary>
public sealed record Movement(string Amount, string Remittance, string? Reference = null)
{
    public string Day { get; init; } = "2026-11-24";

    public string Payer { get; init; } = "Mario Rossi";

    public string Sign { get; init; } = "CRDT";

    public bool IsReversal { get; init; }
}

/// <summary>Bank files as banks write them, and the desk that reads them.</summary>
public static class Statements
{
    public const string Iban = "IT60X0542811101000000123456";
    private const string Desk = "/assistenza/riconciliazione";

    public static byte[] Camt(IEnumerable<Movement> movements, string iban = Iban, string version = "02") =>
        Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>{iban}</IBAN></Id></Acct>
            {string.Concat(movements.Select(m => Entry(m, version)))}
            </Stmt></BkToCstmrStmt></Document>
            """);

    public static byte[] Csv(IEnumerable<string> rows) => Encoding.Latin1.GetBytes(string.Join("\r\n", rows));

    /// <summary>Brings a file to the desk and lets everything that follows happen.</summary>
    public static async Task<Page> BringAsync(this DeskHost host, Browser agent, byte[] content, string name = "estratto.xml", string account = "bank")
    {
        var page = await agent.UploadFileAsync(content, name, account);
        while (await host.RunOutboxAsync() > 0)
        {
            // mails of what was paid, and the next stretch
        }

        return page;
    }

    public static async Task<Page> UploadFileAsync(this Browser agent, byte[] content, string name = "estratto.xml", string account = "bank")
    {
        var form = (await agent.OpenAsync(Desk)).Form("Carica il file");
        form.SetByName("Conto", account);
        return await agent.UploadAsync(Desk, form.Fields.Where(f => f.Key != "File"), "File", name, content);
    }

    private static string Entry(Movement m, string version)
    {
        var isNew = int.Parse(version, CultureInfo.InvariantCulture) >= 8;
        var (status, debtor) = isNew
            ? ("<Sts><Cd>BOOK</Cd></Sts>", $"<Dbtr><Pty><Nm>{Xml(m.Payer)}</Nm></Pty></Dbtr>")
            : ("<Sts>BOOK</Sts>", $"<Dbtr><Nm>{Xml(m.Payer)}</Nm></Dbtr>");
        var reference = m.Reference is null ? "" : $"<TxId>{Xml(m.Reference)}</TxId>";
        return $"""
            <Ntry><Amt Ccy="EUR">{m.Amount}</Amt><CdtDbtInd>{m.Sign}</CdtDbtInd>{(m.IsReversal ? "<RvslInd>true</RvslInd>" : "")}{status}<ValDt><Dt>{m.Day}</Dt></ValDt>
            <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId>{reference}</Refs><RltdPties>{debtor}</RltdPties><RmtInf><Ustrd>{Xml(m.Remittance)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>

            """;
    }

    private static string Xml(string text) => new System.Xml.Linq.XText(text).ToString();
}
