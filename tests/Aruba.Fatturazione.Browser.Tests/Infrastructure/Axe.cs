using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Aruba.Fatturazione.Browser.Tests.Infrastructure;

/// <summary>Axe, with every rule that it has switched on and the size of targets; given to the page from outside, where its policy does not matter.</summary>
internal static class Axe
{
    private const string Run = """
        async colours => {
          const options = colours
            ? { runOnly: { type: 'rule', values: ['color-contrast', 'target-size', 'link-in-text-block'] }, rules: { 'target-size': { enabled: true } } }
            : { rules: { 'target-size': { enabled: true } } };
          const found = await axe.run(document, { ...options, resultTypes: ['violations'], iframes: false });
          return found.violations.flatMap(v => v.nodes.map(n => v.id + ' at ' + n.target.join(' ') + ': ' + (n.any[0] ?? n.all[0] ?? n.none[0])?.message));
        }
        """;

    private static readonly Lazy<string> Script = new(() =>
    {
        var assembly = typeof(AxeRunOptions).Assembly;
        using var source = assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")
            ?? throw new InvalidOperationException("This version of Deque.AxeCore.Commons keeps axe under another name.");
        using var reader = new StreamReader(source);
        return reader.ReadToEnd();
    });

    /// <summary>What axe finds; with <paramref name="coloursOnly"/> only what another colour scheme or width can change.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page, bool coloursOnly = false)
    {
        if (!await page.EvaluateAsync<bool>("() => typeof axe !== 'undefined'"))
        {
            await page.EvaluateAsync(Script.Value);
        }

        return await page.EvaluateAsync<string[]>(Run, coloursOnly);
    }
}
