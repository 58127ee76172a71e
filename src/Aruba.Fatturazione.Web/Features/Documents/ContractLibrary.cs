using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Aruba.Fatturazione.Web.Features.Documents;

/// <summary>One version of a text that customers accept.</summary>
/// <param name="Code">What it is, the same for all its versions.</param>
/// <param name="Version">The day from which it holds, <c>2026-01-01</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Digest">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="ValidFrom">First Rome day on which it holds; the next version ends it.</param>
/// <param name="Html">The text: an HTML fragment of ours, never of a user.</param>
public sealed record ContractDocument(string Code, string Version, string Title, string Digest, DateOnly ValidFrom, string Html)
{
    /// <summary>Where it can be read and printed for ever.</summary>
    public string Path => $"/documenti/{Code}/{Version}";

    /// <summary>The entries of its list: the clauses by number and title.</summary>
    public IReadOnlyList<string> Entries { get; } = [.. Html.Split("<li>").Skip(1).Select(part => part.Split("</li>")[0])];

    /// <summary>Reads a text. Throws when the version is not a day or the heading is missing: a mistake of the publisher.</summary>
    public static ContractDocument Of(string code, string version, byte[] bytes)
    {
        var html = Encoding.UTF8.GetString(bytes);
        var from = DateOnly.ParseExact(version, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var start = html.IndexOf("<h1>", StringComparison.Ordinal);
        var end = html.IndexOf("</h1>", StringComparison.Ordinal);
        return start < 0 || end < start
            ? throw new FormatException($"The contract {code}.{version} has no heading.")
            : new ContractDocument(code, version, html[(start + 4)..end], Convert.ToHexStringLower(SHA256.HashData(bytes)), from, html);
    }
}

/// <summary>
/// All versions of all contract texts. A version is a file <c>Contracts/code.day.html</c>; published ones are never edited, because
/// orders refer to them by digest.
/// </summary>
public sealed class ContractLibrary
{
    /// <summary>Codes of the texts that every order needs; the sheets are named by the catalogue.</summary>
    public const string GeneralTerms = "condizioni-generali", Clauses = "clausole-1341", PrivacyNotice = "informativa-privacy";

    /// <summary>Code of the text that paying by card or PayPal needs.</summary>
    public const string RenewalMandate = "mandato-rinnovo";

    private const string Folder = "contracts/";
    private ImmutableArray<ContractDocument> documents = [];

    /// <summary>Reads the texts that are built into the shop.</summary>
    public ContractLibrary()
    {
        var assembly = typeof(ContractLibrary).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var parts = name[Folder.Length..].Split('.');
            Add(ContractDocument.Of(parts[0], parts[1], Read(assembly, name)));
        }
    }

    /// <summary>The version that holds on that Rome day, or null.</summary>
    public ContractDocument? InForceOn(string code, DateOnly day) =>
        documents.Where(d => d.Code == code && d.ValidFrom <= day).MaxBy(d => d.ValidFrom);

    /// <summary>That very version, or null.</summary>
    public ContractDocument? Find(string code, string version) => documents.FirstOrDefault(d => d.Code == code && d.Version == version);

    /// <summary>What holds on that day, by title.</summary>
    public IReadOnlyList<ContractDocument> AllInForceOn(DateOnly day) =>
        [.. documents.Select(d => d.Code).Distinct().Select(code => InForceOn(code, day)).OfType<ContractDocument>().OrderBy(d => d.Title, StringComparer.Ordinal)];

    internal void Add(ContractDocument document) => ImmutableInterlocked.Update(ref documents, all => all.Add(document));

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} vanished.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
