using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>The five steps of a purchase, in order.</summary>
public enum PurchaseStep
{
    /// <summary>Sign in or register.</summary>
    Accesso,

    /// <summary>Holder of the service and recipient of its invoice.</summary>
    Intestatario,

    /// <summary>Service, term and modules.</summary>
    Carrello,

    /// <summary>Payment method and contract.</summary>
    ModuloOrdine,

    /// <summary>The order is placed.</summary>
    Conferma,
}

/// <summary>
/// "Passo 2 di 5 · Dati intestatario": where the buyer is. Steps that are done lead back, except the sign-in and, once
/// the order is placed, all of them.
/// </summary>
[HtmlTargetElement("steps", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepsTagHelper : TagHelper
{
    private static readonly (string Name, string? Url)[] All =
    [
        ("Accesso", null),
        ("Dati intestatario", "/acquista/intestatario"),
        ("Carrello", "/acquista/carrello"),
        ("Pagamento e contratto", "/acquista/modulo-ordine"),
        ("Conferma", null),
    ];

    /// <summary>The step shown.</summary>
    public PurchaseStep Current { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var now = (int)Current;
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "steps");
        output.Attributes.SetAttribute("aria-label", "Passi dell'acquisto");
        var count = string.Create(CultureInfo.InvariantCulture, $"Passo {now + 1} di {All.Length}");
        output.Content.SetHtmlContent(
            Markup.Element("p", "steps-now", Markup.Element("span", null, count), " · ", All[now].Name));
        var list = Markup.Element("ol");
        for (var i = 0; i < All.Length; i++)
        {
            list.InnerHtml.AppendHtml(Item(i, now));
        }

        output.Content.AppendHtml(list);
    }

    private static TagBuilder Item(int index, int now)
    {
        var (name, url) = All[index];
        var done = index < now;
        var leads = done && url is not null && now < All.Length - 1;
        var words = leads ? Markup.Element("a", null, name).With("href", url) : Markup.Element("span", null, name);
        return Markup.Element("li", done ? "done" : null, words, done ? Markup.Hidden(" (fatto)") : null)
            .If(index == now, "aria-current", "step");
    }
}
