using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>What the cards of one group share while the group is written.</summary>
internal sealed class ChoiceScope(FieldState state)
{
    private int cards;

    /// <summary>The field that the group fills.</summary>
    public FieldState State { get; } = state;

    /// <summary>The id of the next card; the first carries the field's own id, where the error summary leads.</summary>
    public string NextId() => cards++ == 0
        ? State.Id
        : string.Create(CultureInfo.InvariantCulture, $"{State.Id}-{cards}");
}

/// <summary>A choice among few, drawn as cards: a <c>fieldset</c> with a legend and one radio button for each card.</summary>
[HtmlTargetElement("choice-group")]
public sealed class ChoiceGroupTagHelper : TagHelper
{
    /// <summary>The property of the model.</summary>
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    /// <summary>The question.</summary>
    public required string Legend { get; set; }

    /// <summary>Help told before choosing, or null.</summary>
    public string? Hint { get; set; }

    /// <summary>The view being written.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var state = FieldState.Of(ViewContext, For, entry: null);
        context.Items[typeof(ChoiceScope)] = new ChoiceScope(state);
        var cards = await output.GetChildContentAsync();
        var extra = output.Attributes["class"]?.Value.ToString();
        output.TagName = "fieldset";
        output.Attributes.SetAttribute("class", $"field choices {(state.Error is null ? "" : "has-error ")}{extra}".TrimEnd());
        output.Attributes.SetAttribute("role", "radiogroup");
        if (state.DescribedBy(Hint) is { } notes)
        {
            output.Attributes.SetAttribute("aria-describedby", notes);
        }

        if (state.Error is not null)
        {
            output.Attributes.SetAttribute("aria-invalid", "true");
        }

        output.Content.SetHtmlContent(Markup.Element("legend", null, Legend));
        Append(output, "hint", Hint, null, state);
        Append(output, "error", state.Error, "Errore: ", state);
        Append(output, "warning", state.Warning, "Da controllare: ", state);
        output.Content.AppendHtml(Markup.Element("div", "choice-cards", cards));
    }

    private static void Append(TagHelperOutput output, string kind, string? words, string? spoken, FieldState state)
    {
        if (words is not null)
        {
            var lead = spoken is null ? null : Markup.Hidden(spoken);
            output.Content.AppendHtml(Markup.Element("p", kind, lead, words).With("id", state.NoteId(kind)));
        }
    }
}

/// <summary>One card of a <c>choice-group</c>: its content explains it.</summary>
[HtmlTargetElement("choice-card", ParentTag = null)]
public sealed class ChoiceCardTagHelper : TagHelper
{
    /// <summary>What is posted when this card is chosen.</summary>
    public required string Value { get; set; }

    /// <summary>The name of the choice.</summary>
    public required string Title { get; set; }

    /// <summary>A short word at the end of the line (a price, a time), or null.</summary>
    public string? Aside { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var scope = (ChoiceScope)context.Items[typeof(ChoiceScope)];
        var id = scope.NextId();
        var words = await output.GetChildContentAsync();
        var explained = !words.IsEmptyOrWhiteSpace;
        var input = Markup.Void("input")
            .With("type", "radio").With("id", id).With("name", scope.State.Name).With("value", Value)
            .With("aria-describedby", explained ? $"{id}-text" : null)
            .If(string.Equals(Value, scope.State.Value, StringComparison.OrdinalIgnoreCase), "checked");
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "choice");
        output.Content.SetHtmlContent(input);
        output.Content.AppendHtml(Markup.Element("label", null, Title, AsideMark()).With("for", id));
        if (explained)
        {
            output.Content.AppendHtml(Markup.Element("div", "choice-text", words).With("id", $"{id}-text"));
        }
    }

    private TagBuilder? AsideMark() => Aside is null ? null : Markup.Element("span", "choice-aside", " ", Aside);
}
