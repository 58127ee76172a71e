using System.Text.RegularExpressions;
using Aruba.Fatturazione.Fiscal;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Fiscal;

public sealed partial class LatinTextTests
{
    [Theory]
    [InlineData("L’Officina “da Piero” – Srl", "L'Officina \"da Piero\" - Srl")]
    [InlineData("  Due   righe\r\n insieme\t", "Due righe insieme")]
    [InlineData("Perché no? È così: ñ ü ß ø", "Perché no? È così: ñ ü ß ø")]
    [InlineData("Niccolo\u0300", "Niccolò")]
    [InlineData("Nguyễn Văn", "Nguyên Van")]
    [InlineData("Łukasz Đorđević & Šimůnek", "Lukasz Dordevic & Simunek")]
    [InlineData("Œuvre ﬁne… 10 €", "OEuvre fine... 10 EUR")]
    [InlineData("a\u200Bb\u00ADc", "abc")]
    [InlineData("Ｓｒｌ", "Srl")]
    [InlineData("𝐒𝐫𝐥", "Srl")]
    [InlineData(null, "")]
    public void Typographic_text_is_folded_to_what_an_invoice_carries(string? typed, string expected)
    {
        Assert.Equal(expected, LatinText.Fold(typed));
        Assert.Null(LatinText.Problem(typed, 80, "Denominazione"));
    }

    [Theory]
    [InlineData("n°12", "n.12")]
    [InlineData("12½", "121/2")]
    [InlineData("Città 1º «Più»", "Citta 1o \"Piu\"")]
    [InlineData("Straße Æ", "Strasse AE")]
    public void Basic_latin_drops_accents_too(string typed, string expected) => Assert.Equal(expected, LatinText.Plain(typed));

    [Theory]
    [InlineData("Ditta Иванов", "Denominazione: il carattere «И» non può stare in fattura")]
    [InlineData("Pizza 🍕", "«🍕»")]
    [InlineData("東京", "«東»")]
    [InlineData("non carattere \uFFFE", "\uFFFD")]
    [InlineData("rotto \uD800", "«\uFFFD»")]
    public void What_has_no_near_letter_is_named(string typed, string expected) =>
        Assert.Contains(expected, LatinText.Problem(typed, 80, "Denominazione"), StringComparison.Ordinal);

    [Fact]
    public void Length_is_counted_as_the_invoice_will_count_it()
    {
        Assert.Null(LatinText.Problem(new string('à', XsdLimits.Denominazione), XsdLimits.Denominazione, "Denominazione"));
        Assert.Null(LatinText.Problem(new string(' ', 100) + "Srl", XsdLimits.Denominazione, "Denominazione"));
        Assert.Equal(
            "Denominazione: usa al massimo 80 caratteri, ne hai scritti 81",
            LatinText.Problem(new string('à', 81), XsdLimits.Denominazione, "Denominazione"));
        Assert.Contains("ne hai scritti 81", LatinText.Problem(new string('a', 78) + "€", 80, "Denominazione"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_without_problem_satisfies_the_pattern_of_the_schema() =>
        FiscalGen.Garbage.Sample(
            typed =>
            {
                var folded = LatinText.Fold(typed);
                Assert.Equal(folded, LatinText.Fold(folded));
                if (folded.Length > 0 && LatinText.Problem(typed, 80, "Denominazione") is null)
                {
                    Assert.Matches(String80LatinType(), folded);
                }
            },
            iter: 1_000, threads: 1);

    // The simple type String80LatinType of the schema.
    [GeneratedRegex(@"^[\p{IsBasicLatin}\p{IsLatin-1Supplement}]{1,80}\z", RegexOptions.None, 1_000)]
    private static partial Regex String80LatinType();
}
