using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Tests.Fiscal;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Payments;

public sealed class CardNumbersTests
{
    private static readonly (string Prefix, int Length)[] Issuers =
    [
        ("4", 13), ("4", 16), ("4", 19), ("51", 16), ("55", 16), ("2221", 16), ("2720", 16), ("34", 15), ("37", 15), ("305", 14), ("36", 14), ("38", 14),
        ("6011", 16), ("644", 16), ("65", 16), ("3528", 16), ("3589", 16), ("62", 16), ("62", 19), ("5018", 16), ("6304", 13), ("6759", 19), ("6763", 16),
    ];

    private static readonly Gen<string> Card = Gen.Select(Gen.Int[0, Issuers.Length - 1], Gen.Int[0, 9].Array[19]).Select((issuer, digits) =>
    {
        var (prefix, length) = Issuers[issuer];
        var body = (prefix + string.Concat(digits))[..(length - 1)];
        return body + Enumerable.Range(0, 10).First(check => Luhn(body + check) == 0);
    });

    private static readonly Gen<string> Gap = Gen.OneOf(Gen.Const(""), Gen.Const(" "), Gen.Const("-"), Gen.Const("\u00a0"), Gen.Const(" - "), Gen.Const("–"));

    [Fact]
    public void Every_card_is_found_however_it_is_spaced_and_whatever_stands_around_it() =>
        Gen.Select(Card, Gap, Gen.Int[2, 5], Gen.OneOf(Gen.Const(""), Gen.Const("carta: "), Gen.Const("è la\n"), Gen.Const("(")), Gen.OneOf(Gen.Const(""), Gen.Const(", scade 12/28"), Gen.Const(")"), Gen.Const(" grazie")))
            .Sample((card, gap, size, before, after) => Assert.True(CardNumbers.IsIn(before + Grouped(card, gap, size) + after), before + Grouped(card, gap, size) + after), iter: 3_000, threads: 1);

    [Theory]
    [InlineData("{0} 12/28 123")]
    [InlineData("scade 12/28, {0}")]
    [InlineData("pagato il 24 11 2026 {0}")]
    public void A_card_printed_in_fours_is_found_among_other_digits(string around)
    {
        var card = Grouped("4242" + "4242" + "4242" + "4242", " ", 4);

        Assert.True(CardNumbers.IsIn(string.Format(null, around, card)));
    }

    [Fact]
    public void Dots_between_the_groups_of_a_card_do_not_hide_it() => Assert.True(CardNumbers.IsIn(Grouped("4242" + "4242" + "4242" + "4242", ".", 4)));

    [Fact]
    public void A_decimal_number_is_never_a_card() =>
        Gen.Select(Gen.Int[0, 9_999], Gen.Int[0, 9].Array[9, 17]).Sample((whole, digits) => !CardNumbers.IsIn($"{whole}.{string.Concat(digits)}"), iter: 5_000, threads: 1);

    [Fact]
    public void Wide_and_other_digits_do_not_hide_a_card() =>
        Card.Sample(card => CardNumbers.IsIn(string.Concat(card.Select(c => (char)('０' + (c - '0'))))), iter: 200, threads: 1);

    [Fact]
    public void One_wrong_digit_makes_it_another_number() =>
        Gen.Select(Card, Gen.Int[4, 12], Gen.Int[1, 9]).Sample(
            (card, at, by) => !CardNumbers.IsIn(card[..at] + (char)('0' + ((card[at] - '0' + by) % 10)) + card[(at + 1)..]), iter: 1_000, threads: 1);

    [Fact]
    public void A_partita_iva_is_never_a_card() => FiscalGen.PartitaIva.Sample(code => !CardNumbers.IsIn($"IT {code}") && !CardNumbers.IsIn(code), iter: 2_000, threads: 1);

    [Fact]
    public void A_codice_fiscale_is_never_a_card() => FiscalGen.Person.Sample(code => !CardNumbers.IsIn(code.Value), iter: 1_000, threads: 1);

    [Fact]
    public void An_iban_is_never_a_card_written_together_or_in_fours() =>
        FiscalGen.Iban.Sample(iban => !CardNumbers.IsIn(iban) && !CardNumbers.IsIn(Grouped(iban, " ", 4)) && !CardNumbers.IsIn($"conto {Grouped(iban, "-", 4)}, grazie"), iter: 5_000, threads: 1);

    [Theory]
    [InlineData("BE68 5390 0754 7034")]
    [InlineData("AT61 1904 3002 3457 3201")]
    [InlineData("NL91ABNA0417164300")]
    public void A_foreign_iban_is_never_a_card(string iban) => Assert.False(CardNumbers.IsIn(iban));

    [Fact]
    public void An_order_number_is_never_a_card() => Assert.All(Enumerable.Range(0, 2_000), _ => Assert.False(CardNumbers.IsIn(OrderNumber.New())));

    [Fact]
    public void A_telephone_with_its_prefix_is_never_a_card() =>
        Gen.Select(Gen.Int[1, 99], Gen.Int[0, 9].Array[9, 13]).Sample(
            (country, digits) => $"+{country}{string.Concat(digits)}" is var number && (number.Count(char.IsDigit) > 15 || !CardNumbers.IsIn(number)), iter: 3_000, threads: 1);

    [Fact]
    public void An_italian_telephone_is_never_a_card() =>
        Gen.Select(Gen.OneOf(Gen.Const("3"), Gen.Const("0")), Gen.Int[0, 9].Array[7, 10], Gap).Sample(
            (first, digits, gap) => !CardNumbers.IsIn(Grouped(first + string.Concat(digits), gap, 3)), iter: 2_000, threads: 1);

    // 18 digits of which the last two are the first sixteen modulo 93 (docs of avvisi pagoPA; TD 896).
    [Fact]
    public void The_number_of_a_bollettino_or_avviso_is_never_a_card() =>
        Gen.Int[0, 9].Array[16].Sample(
            digits => string.Concat(digits) is var body && !CardNumbers.IsIn($"{body}{long.Parse(body) % 93:00}"), iter: 5_000, threads: 1);

    [Fact]
    public void An_id_of_ours_is_never_a_card() =>
        Gen.Byte.Array[16].Sample(bytes => new Guid(bytes) is var id && !CardNumbers.IsIn(id.ToString()) && !CardNumbers.IsIn($"salvato:CartaDiCredito:{id:N}"), iter: 3_000, threads: 1);

    [Fact]
    public void Any_text_can_be_looked_through() => FiscalGen.Garbage.Sample(text => CardNumbers.IsIn(text) == (CardNumbers.Hide(text, "") != text), iter: 3_000, threads: 1);

    [Fact]
    public void Hiding_leaves_the_rest_as_it_was() =>
        Card.Sample(card => Assert.Equal("paga con [carta], grazie", CardNumbers.Hide($"paga con {Grouped(card, " ", 4)}, grazie", "[carta]")), iter: 200, threads: 1);

    private static string Grouped(string text, string gap, int size) => string.Join(gap, text.Chunk(size).Select(part => new string(part)));

    // Luhn, written a second time, from the left.
    private static int Luhn(string digits)
    {
        int[] doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
        return digits.Select((c, i) => (digits.Length - i) % 2 == 0 ? doubled[c - '0'] : c - '0').Sum() % 10;
    }
}
