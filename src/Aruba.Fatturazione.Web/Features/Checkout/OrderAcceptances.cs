using System.Net;
using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Features.Documents;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>A box of the order form.</summary>
/// <param name="Document">The text that it is about.</param>
/// <param name="Statement">The words beside it, kept with the order.</param>
/// <param name="Missing">What to do when it is not ticked.</param>
public sealed record RequiredAcceptance(ContractDocument Document, string Statement, string Missing);

/// <summary>What must be accepted for what is being bought.</summary>
internal static class OrderAcceptances
{
    private const int UserAgentLength = 256;

    /// <summary>The boxes in screen order. Throws when a text is missing from the library: nothing can be sold without it.</summary>
    public static IReadOnlyList<RequiredAcceptance> For(Quote quote, ContractLibrary library, DateOnly day)
    {
        ContractDocument Text(string code) =>
            library.InForceOn(code, day) ?? throw new InvalidOperationException($"No version of the contract text {code} is in force.");

        var clauses = Text(ContractLibrary.Clauses);
        var sheets = quote.Lines.Select(l => l.Offer.Product.SheetCode).OfType<string>().Distinct().Select(Text);
        return
        [
            new(Text(ContractLibrary.GeneralTerms), "Ho letto e accetto le condizioni generali di contratto",
                "Spunta la casella delle condizioni generali, dopo averle lette"),
            // Artt. 1341 and 1342 of the civil code: approved apart from the terms, each clause named.
            new(clauses, $"Approvo specificamente, ai sensi degli artt. 1341 e 1342 c.c., le clausole: {string.Join("; ", clauses.Entries)}",
                "Spunta la casella delle clausole da approvare specificamente (artt. 1341 e 1342 c.c.)"),
            .. sheets.Select(s => new RequiredAcceptance(s, $"Ho letto e accetto: {s.Title}", $"Spunta la casella «{s.Title}», dopo averla letta")),
            new(Text(ContractLibrary.PrivacyNotice), "Ho letto l'informativa sulla privacy", "Spunta la casella della privacy, dopo aver letto l'informativa"),
        ];
    }

    /// <summary>The proof of what was ticked, now, in that browser.</summary>
    public static IReadOnlyList<ContractAcceptance> Proofs(IReadOnlyList<RequiredAcceptance> accepted, HttpContext http, DateTime now) =>
        Proofs(accepted, http.Connection.RemoteIpAddress, http.Request.Headers.UserAgent.ToString(), now);

    /// <summary>The proof of what was ticked.</summary>
    public static IReadOnlyList<ContractAcceptance> Proofs(IReadOnlyList<RequiredAcceptance> accepted, IPAddress? from, string userAgent, DateTime now) =>
    [
        .. accepted.Select(a => new ContractAcceptance
        {
            DocumentCode = a.Document.Code,
            DocumentVersion = a.Document.Version,
            Digest = a.Document.Digest,
            Statement = a.Statement,
            AcceptedAt = now,
            IpAddress = from?.ToString() ?? "",
            UserAgent = userAgent[..Math.Min(userAgent.Length, UserAgentLength)],
        }),
    ];

    /// <summary>The versions as the page posts them back.</summary>
    public static string Seen(IReadOnlyList<RequiredAcceptance> required) =>
        string.Join(' ', required.Select(r => $"{r.Document.Code}:{r.Document.Version}"));

    /// <summary>Titles of the texts of which the buyer did not see the version in force.</summary>
    public static IReadOnlyList<string> Changed(IReadOnlyList<RequiredAcceptance> required, string? seen)
    {
        var known = (seen ?? "").Split(' ');
        return [.. required.Where(r => !known.Contains($"{r.Document.Code}:{r.Document.Version}")).Select(r => r.Document.Title)];
    }
}
