using System.Text;

namespace Aruba.Fatturazione.Web.Mail;

/// <summary>Draws a letter as plain text.</summary>
internal static class LetterText
{
    public const string Signature = "Fatturazione Elettronica — Assistenza clienti";

    public static string Draw(Letter letter, Uri home)
    {
        var text = new StringBuilder().Append(LetterPlain.Of(letter.Greeting)).Append("\n\n");
        foreach (var part in letter.Parts)
        {
            Draw(text, part);
            text.Append('\n');
        }

        return text.Append("--\n").Append(Signature).Append('\n').Append(home).Append('\n').ToString();
    }

    private static StringBuilder Draw(StringBuilder text, LetterPart part) => part switch
    {
        LetterPart.Paragraph p => text.Append(LetterPlain.Of(p.Text)).Append('\n'),
        LetterPart.Heading h => text.Append(LetterPlain.Of(h.Text).ToUpperInvariant()).Append('\n'),
        LetterPart.Facts f => Rows(text, f.Rows),
        LetterPart.Amounts a => Rows(Rows(text, a.Rows).Append("----\n"), a.Totals),
        LetterPart.Action a => text.Append(LetterPlain.Of(a.Label)).Append(":\n").Append(a.Link).Append('\n'),
        LetterPart.Steps s => text.AppendJoin("", s.Items.Select((item, i) => $"{i + 1}. {LetterPlain.Of(item)}\n")),
        LetterPart.Code c => text.Append(LetterPlain.Of(c.Label)).Append(":\n    ").Append(LetterPlain.Of(c.Value)).Append('\n'),
        LetterPart.Note n => text.Append("Nota: ").Append(LetterPlain.Of(n.Text)).Append('\n'),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    private static StringBuilder Rows(StringBuilder text, IReadOnlyList<(string Label, string Value)> rows) =>
        text.AppendJoin("", rows.Select(row => $"{LetterPlain.Of(row.Label)}: {LetterPlain.Of(row.Value)}\n"));
}
