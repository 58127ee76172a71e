using System.Text.RegularExpressions;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Architecture;

/// <summary>The README and the pages under <c>docs</c>, as the tests read them.</summary>
internal static partial class Documentation
{
    public const string Settings = "docs/8-operations.md";

    /// <summary>Folder of the solution.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(StoreHost.ContentRoot, "..", ".."));

    /// <summary>Every page by its path from the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        "README.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    /// <summary>The page without its blocks of code and of diagrams.</summary>
    public static string Prose(string page) => Fence().Replace(Read(page), "");

    /// <summary>Targets of the links and pictures of a page.</summary>
    public static IEnumerable<string> Links(string page) => Link().Matches(Prose(page)).Select(m => m.Groups["target"].Value);

    /// <summary>What a page sets in code letters within its sentences.</summary>
    public static IEnumerable<string> Code(string page) => CodeSpan().Matches(Prose(page)).Select(m => m.Groups["code"].Value);

    /// <summary>What a page quotes from the screen.</summary>
    public static IEnumerable<string> Quoted(string page) => Quotation().Matches(Prose(page)).Select(m => m.Groups["words"].Value);

    /// <summary>The anchors that a page offers: its headings, as Git hosts spell them.</summary>
    public static IEnumerable<string> Anchors(string page) => Heading().Matches(Prose(page))
        .Select(m => NotInAnchor().Replace(m.Groups["words"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.None, 1000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex("«(?<words>[^»\n]+)»", RegexOptions.None, 1000)]
    private static partial Regex Quotation();

    [GeneratedRegex(@"^#+ (?<words>.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchor();
}
