using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Desk;

/// <summary>What the tests of the desk do with its pages.</summary>
public static class DeskPages
{
    /// <summary>Sends the form of that button with fields set by name: values and fields that a person could not give, too.</summary>
    public static Task<Page> SendNamedAsync(this Page page, string button, params (string Name, string Value)[] fields)
    {
        var form = page.Form(button);
        foreach (var (name, value) in fields)
        {
            form.SetByName(name, value);
        }

        return form.SendAsync();
    }

    /// <summary>Types into the desk's search box and searches.</summary>
    public static async Task<Page> SearchAsync(this Browser agent, string text) => await (await agent.OpenAsync("/assistenza/ordini")).SendAsync("Cerca ordini", ("Cerca", text));

    /// <summary>The links in the first column of the table.</summary>
    public static IReadOnlyList<string> Numbers(this Page page) => [.. page.Document.QuerySelectorAll("tbody th a").Select(a => a.TextContent)];

    /// <summary>Where a link of that relation leads, or null.</summary>
    public static string? Link(this Page page, string rel) => page.Document.QuerySelector($".pager [rel={rel}]")?.GetAttribute("href");
}
