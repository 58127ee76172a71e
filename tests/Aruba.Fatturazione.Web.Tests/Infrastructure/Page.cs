using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Aruba.Fatturazione.Web.Tests.Infrastructure;

/// <summary>What came back: status, address after redirects, document.</summary>
public sealed class Page(Browser browser, HttpResponseMessage answer, string html, IHtmlDocument document)
{
    public HttpStatusCode Status => answer.StatusCode;

    public HttpResponseMessage Answer => answer;

    public string Html => html;

    public IHtmlDocument Document => document;

    /// <summary>Path and query after redirects.</summary>
    public string Path => answer.RequestMessage!.RequestUri!.PathAndQuery;

    public string Title => document.Title ?? "";

    public string Heading => document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>Visible text with single blanks.</summary>
    public string Text => Squeeze(document.QuerySelector("main")?.TextContent ?? document.Body?.TextContent ?? "");

    /// <summary>The problems of the error summary.</summary>
    public IReadOnlyList<string> Errors => [.. document.QuerySelectorAll(".error-summary li").Select(e => Squeeze(e.TextContent))];

    public bool Says(string text) => Text.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Follows the link with that text.</summary>
    public Task<Page> FollowAsync(string linkText)
    {
        var link = document.Links.OfType<IHtmlAnchorElement>().FirstOrDefault(a => Squeeze(a.TextContent).Contains(linkText, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException($"No link «{linkText}» on {Path} ({(int)Status}): {Text}");
        return browser.OpenAsync(link.GetAttribute("href")!);
    }

    /// <summary>The form that has a button with that text.</summary>
    public Form Form(string buttonText)
    {
        var button = document.QuerySelectorAll("button, input[type=submit]")
            .FirstOrDefault(b => Squeeze(b.TextContent).Contains(buttonText, StringComparison.OrdinalIgnoreCase) || b.GetAttribute("value") == buttonText)
            ?? throw new InvalidOperationException($"No button «{buttonText}» on {Path} ({(int)Status}): {Text}");
        return new Form(browser, this, button);
    }

    /// <summary>Sends the form of that button with some fields set by label.</summary>
    public Task<Page> SendAsync(string buttonText, params (string Label, string Value)[] fields)
    {
        var form = Form(buttonText);
        foreach (var (label, value) in fields)
        {
            form.Set(label, value);
        }

        return form.SendAsync();
    }

    internal static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A form as it would be sent. Fields are found by their visible label, as a person finds them.</summary>
public sealed class Form
{
    private readonly Browser browser;
    private readonly Page page;
    private readonly IElement form;
    private readonly IElement button;
    private readonly List<KeyValuePair<string, string>> fields;

    internal Form(Browser browser, Page page, IElement button)
    {
        this.browser = browser;
        this.page = page;
        this.button = button;
        form = button.GetAttribute("form") is { } id
            ? page.Document.GetElementById(id)!
            : button.Closest("form") ?? throw new InvalidOperationException("The button is in no form.");
        fields = [.. Present()];
    }

    public string Action => button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? page.Path;

    /// <summary>Name and value pairs as they stand.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields => fields;

    /// <summary>Sets a text, a selection (by value or text), a box (true/false) or a choice by its label.</summary>
    public Form Set(string label, string value)
    {
        var control = Control(label);
        var name = control.GetAttribute("name")!;
        if (control is IHtmlInputElement { Type: "radio" or "checkbox" } box)
        {
            fields.RemoveAll(f => f.Key == name && (box.Type == "radio" || f.Value == box.Value));
            if (value is "true" or "x")
            {
                fields.Insert(0, new(name, box.GetAttribute("value") ?? "on"));
            }

            return this;
        }

        if (control is IHtmlSelectElement select)
        {
            value = select.Options.FirstOrDefault(o => o.Value == value || Page.Squeeze(o.Text) == value)?.Value
                ?? throw new InvalidOperationException($"«{label}» does not offer «{value}».");
        }

        return SetByName(name, value);
    }

    public Form Tick(string label) => Set(label, "true");

    /// <summary>Sets a field by its name: for what no label names, and for forged fields.</summary>
    public Form SetByName(string name, string value)
    {
        fields.RemoveAll(f => f.Key == name);
        fields.Add(new(name, value));
        return this;
    }

    public Task<Page> SendAsync() => string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase)
        ? browser.PostAsync(Action, fields)
        : browser.OpenAsync(new Uri(new Uri(browser.Address, page.Path), Action).AbsolutePath + "?" + new FormUrlEncodedContent(fields).ReadAsStringAsync().Result);

    /// <summary>Sends it once and gives back the bare answer.</summary>
    public Task<HttpResponseMessage> SendOnceAsync() => browser.PostOnceAsync(Action, fields);

    private IElement Control(string label)
    {
        var labels = page.Document.QuerySelectorAll("label").Where(l => Inside(l)).ToList();
        var found = labels.FirstOrDefault(l => Words(l).Equals(label, StringComparison.OrdinalIgnoreCase))
            ?? labels.FirstOrDefault(l => Words(l).StartsWith(label, StringComparison.OrdinalIgnoreCase))
            ?? labels.FirstOrDefault(l => Words(l).Contains(label, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException($"No field «{label}» in the form of «{Page.Squeeze(button.TextContent)}» on {page.Path}; there are: {string.Join(" | ", labels.Select(Words))}");
        return (found.GetAttribute("for") is { } id ? page.Document.GetElementById(id) : found.QuerySelector("input, select, textarea"))
            ?? throw new InvalidOperationException($"The label «{label}» names no field.");
    }

    private bool Inside(IElement label) =>
        form.Contains(label) || (label.GetAttribute("for") is { } id && page.Document.GetElementById(id)?.GetAttribute("form") == form.Id && form.Id is not null);

    private static string Words(IElement label) => Page.Squeeze(label.TextContent);

    private IEnumerable<KeyValuePair<string, string>> Present()
    {
        foreach (var control in page.Document.QuerySelectorAll("input, select, textarea").Where(c => form.Contains(c) || (form.Id is not null && c.GetAttribute("form") == form.Id)))
        {
            if (control.GetAttribute("name") is not { Length: > 0 } name || control.HasAttribute("disabled"))
            {
                continue;
            }

            switch (control)
            {
                case IHtmlInputElement { Type: "submit" or "button" or "image" or "file" }:
                case IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false }:
                    break;
                case IHtmlSelectElement select:
                    yield return new(name, select.Value ?? "");
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(name, area.Value);
                    break;
                case IHtmlInputElement { Type: "radio" or "checkbox" } box:
                    yield return new(name, box.GetAttribute("value") ?? "on");
                    break;
                default:
                    yield return new(name, control.GetAttribute("value") ?? "");
                    break;
            }
        }

        if (button.GetAttribute("name") is { Length: > 0 } pressed)
        {
            yield return new(pressed, button.GetAttribute("value") ?? "");
        }
    }
}
