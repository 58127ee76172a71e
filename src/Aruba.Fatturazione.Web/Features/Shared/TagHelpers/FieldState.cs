using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>What is known of one field when the page is written: names, the words typed, what is wrong with them.</summary>
/// <param name="Name">The form name the value is posted under.</param>
/// <param name="Id">The element id; the error summary links to it.</param>
/// <param name="Value">What was typed, else the model's value, else null.</param>
/// <param name="Error">The first error, else null.</param>
/// <param name="Warning">Something to look at that stops nobody (<c>ViewData["Warnings"]</c>), else null.</param>
internal sealed record FieldState(string Name, string Id, string? Value, string? Error, string? Warning)
{
    /// <summary>The key of the dictionary of warnings, by field name, in the view data.</summary>
    public const string Warnings = "Warnings";

    private const string Unreadable = "Controlla quello che hai scritto in questo campo";

    /// <summary>Reads the state of the field that the expression names, or of one entry of the dictionary that it names.</summary>
    public static FieldState Of(ViewContext view, ModelExpression expression, string? entry)
    {
        var name = view.ViewData.TemplateInfo.GetFullHtmlFieldName(entry is null ? expression.Name : $"{expression.Name}[{entry}]");
        var model = entry is null ? expression.Model : (expression.Model as IDictionary)?[entry];
        view.ViewData.ModelState.TryGetValue(name, out var posted);
        var warnings = view.ViewData[Warnings] as IDictionary<string, string>;
        return new FieldState(
            name,
            IdOf(name),
            posted?.AttemptedValue ?? TextOf(model),
            MessageOf(posted),
            warnings is not null && warnings.TryGetValue(name, out var warning) ? warning : null);
    }

    /// <summary>The id of the element that carries the form name.</summary>
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    /// <summary>The first error of an entry in words, or null when there is none.</summary>
    public static string? MessageOf(ModelStateEntry? entry) => entry is { Errors.Count: > 0 }
        ? entry.Errors[0].ErrorMessage is { Length: > 0 } words ? words : Unreadable
        : null;

    /// <summary>The id of one of the notes around the field.</summary>
    public string NoteId(string note) => $"{Id}-{note}";

    /// <summary>The ids that describe the field, in reading order, or null when nothing does.</summary>
    public string? DescribedBy(string? hint)
    {
        var ids = new[]
        {
            hint is null ? null : NoteId("hint"),
            Error is null ? null : NoteId("error"),
            Warning is null ? null : NoteId("warning"),
        };
        return string.Join(' ', ids.Where(id => id is not null)) is { Length: > 0 } all ? all : null;
    }

    private static string? TextOf(object? model) => model switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => model.ToString(),
    };
}
