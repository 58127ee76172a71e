using System.Net;
using System.Text;

namespace Aruba.Fatturazione.Web.Mail;

/// <summary>
/// Draws a letter as HTML: one column of at most 600 px, tables only for layout, styles inline as mail programs need, no image, no tracker.
/// </summary>
internal static class LetterHtml
{
    private const string Ink = "#15202b";
    private const string Font = "font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif";

    // Mail programs in dark mode that keep styles use these; the others invert by themselves.
    private const string Dark =
        "@media (prefers-color-scheme:dark){body,.c{background:#10161d!important;color:#eef2f6!important}.s{background:#18212b!important;color:#eef2f6!important}"
        + ".m{color:#a9b6c3!important}.k{background:#202b37!important;color:#eef2f6!important}.r{border-color:#334252!important}a.b{background:#f0915a!important;color:#1b0f07!important}}";

    public static string Draw(Letter letter, Uri home)
    {
        var html = new StringBuilder()
            .Append("<!DOCTYPE html><html lang=\"it\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append("<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\"><title>")
            .Append(Encode(letter.Subject)).Append("</title><style>:root{color-scheme:light dark}").Append(Dark).Append("</style></head>")
            .Append($"<body class=\"c\" style=\"margin:0;padding:0;background:#f6f7f9;color:{Ink};{Font};font-size:16px;line-height:1.5;overflow-wrap:anywhere\">");
        if (letter.Preview.Length > 0)
        {
            html.Append("<div style=\"display:none;max-height:0;overflow:hidden\">").Append(Encode(letter.Preview)).Append("</div>");
        }

        html.Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr><td align=\"center\" style=\"padding:24px 12px\">")
            .Append("<table role=\"presentation\" class=\"s\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:600px;background:#ffffff;border-radius:12px\">")
            .Append("<tr><td style=\"padding:28px 28px 8px\"><h1 style=\"margin:0 0 16px;font-size:22px;line-height:1.3\">").Append(Encode(letter.Subject)).Append("</h1>")
            .Append("<p style=\"margin:0 0 16px\">").Append(Encode(letter.Greeting)).Append("</p>");
        foreach (var part in letter.Parts)
        {
            Draw(html, part);
        }

        return html.Append("</td></tr><tr><td class=\"m\" style=\"padding:8px 28px 28px;font-size:14px;color:#52616f\">").Append(LetterText.Signature)
            .Append("<br><a href=\"").Append(Encode(home.ToString())).Append("\" style=\"color:inherit\">").Append(Encode(home.ToString()))
            .Append("</a></td></tr></table></td></tr></table></body></html>").ToString();
    }

    private static StringBuilder Draw(StringBuilder html, LetterPart part) => part switch
    {
        LetterPart.Paragraph p => html.Append("<p style=\"margin:0 0 16px\">").Append(Encode(p.Text)).Append("</p>"),
        LetterPart.Heading h => html.Append("<h2 style=\"margin:24px 0 8px;font-size:18px\">").Append(Encode(h.Text)).Append("</h2>"),
        LetterPart.Facts f => Table(html, f.Rows, totals: []),
        LetterPart.Amounts a => Table(html, a.Rows, a.Totals),
        LetterPart.Action a => Button(html, a),
        LetterPart.Steps s => List(html, s.Items),
        LetterPart.Code c => Box(html, c),
        LetterPart.Note n => html.Append("<p class=\"m\" style=\"margin:0 0 16px;font-size:14px;color:#52616f\">").Append(Encode(n.Text)).Append("</p>"),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    private static StringBuilder Button(StringBuilder html, LetterPart.Action action) => html
        .Append("<p style=\"margin:24px 0\"><a class=\"b\" href=\"").Append(Encode(action.Link.ToString()))
        .Append("\" style=\"display:inline-block;padding:12px 20px;border-radius:6px;background:#b4410e;color:#ffffff;text-decoration:none;font-weight:600\">")
        .Append(Encode(action.Label)).Append("</a></p>");

    private static StringBuilder List(StringBuilder html, IReadOnlyList<string> items)
    {
        html.Append("<ol style=\"margin:0 0 16px;padding-left:22px\">");
        foreach (var item in items)
        {
            html.Append("<li style=\"margin:0 0 6px\">").Append(Encode(item)).Append("</li>");
        }

        return html.Append("</ol>");
    }

    private static StringBuilder Box(StringBuilder html, LetterPart.Code code) => html
        .Append("<p style=\"margin:0 0 4px\">").Append(Encode(code.Label)).Append("</p><p class=\"k\" style=\"margin:0 0 16px;padding:10px 14px;border-radius:6px;")
        .Append("background:#eef1f4;font-family:ui-monospace,Consolas,Menlo,monospace;font-size:18px;word-break:break-all\">").Append(Encode(code.Value)).Append("</p>");

    private static StringBuilder Table(StringBuilder html, IReadOnlyList<(string Label, string Value)> rows, IReadOnlyList<(string Label, string Value)> totals)
    {
        html.Append("<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 16px;border-collapse:collapse\">");
        Rows(html, rows, strong: false);
        Rows(html, totals, strong: true);
        return html.Append("</table>");
    }

    private static void Rows(StringBuilder html, IReadOnlyList<(string Label, string Value)> rows, bool strong)
    {
        var weight = strong ? ";font-weight:600" : "";
        foreach (var (label, value) in rows)
        {
            html.Append("<tr><th scope=\"row\" class=\"r\" style=\"text-align:left;vertical-align:top;font-weight:400;padding:6px 12px 6px 0;border-bottom:1px solid #d5dce3").Append(weight)
                .Append("\">").Append(Encode(label)).Append("</th><td class=\"r\" style=\"text-align:right;vertical-align:top;padding:6px 0;border-bottom:1px solid #d5dce3").Append(weight)
                .Append("\">").Append(Encode(value)).Append("</td></tr>");
        }
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(LetterPlain.Of(text));
}
