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

    private static void Draw(StringBuilder text, LetterPart part)
    {
        switch (part)
        {
            case LetterPart.Paragraph p:
                text.Append(LetterPlain.Of(p.Text)).Append('\n');
                break;
            case LetterPart.Heading h:
                text.Append(LetterPlain.Of(h.Text).ToUpperInvariant()).Append('\n');
                break;
            case LetterPart.Facts f:
                Rows(text, f.Rows);
                break;
            case LetterPart.Amounts a:
                Rows(text, a.Rows);
                text.Append("----\n");
                Rows(text, a.Totals);
                break;
            case LetterPart.Action a:
                text.Append(LetterPlain.Of(a.Label)).Append(":\n").Append(a.Link).Append('\n');
                break;
            case LetterPart.Steps s:
                for (var i = 0; i < s.Items.Count; i++)
                {
                    text.Append(i + 1).Append(". ").Append(LetterPlain.Of(s.Items[i])).Append('\n');
                }

                break;
            case LetterPart.Code c:
                text.Append(LetterPlain.Of(c.Label)).Append(":\n    ").Append(LetterPlain.Of(c.Value)).Append('\n');
                break;
            case LetterPart.Note n:
                text.Append("Nota: ").Append(LetterPlain.Of(n.Text)).Append('\n');
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(part), part, null);
        }
    }

    private static void Rows(StringBuilder text, IReadOnlyList<(string Label, string Value)> rows)
    {
        foreach (var (label, value) in rows)
        {
            text.Append(LetterPlain.Of(label)).Append(": ").Append(LetterPlain.Of(value)).Append('\n');
        }
    }
}
