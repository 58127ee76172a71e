using Aruba.Fatturazione.Orders;
using CsCheck;

namespace Aruba.Fatturazione.Domain.Tests.Orders;

public sealed class OrderNumberTests
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    [Theory]
    [InlineData("Ordine {0}, grazie")]
    [InlineData("PAGAMENTO{0}FATTURA")]
    [InlineData("bonifico af {0} af")]
    public void A_number_is_found_however_a_payer_writes_it(string causale)
    {
        var number = OrderNumber.New();
        var spaced = $"{number[..2].ToLowerInvariant()} {number[2..5]}-{number[5..9]}.{number[9..].ToLowerInvariant()}";

        Assert.Contains(number, OrderNumber.FindIn(string.Format(System.Globalization.CultureInfo.InvariantCulture, causale, spaced)));
    }

    [Fact]
    public void Every_number_of_a_text_is_found_once()
    {
        var (a, b) = (OrderNumber.New(), OrderNumber.New());

        Assert.Equal([a, b], OrderNumber.FindIn($"{a} {b} {a}").Where(n => n == a || n == b));
    }

    [Fact]
    public void One_wrong_character_or_two_swapped_ones_are_never_taken_for_a_number_and_the_right_one_is_near() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, Alphabet.Length - 1], Gen.Bool).Sample((at, other, swap) =>
        {
            var number = OrderNumber.New();
            var wrong = number.ToCharArray();
            if (swap && at < 9)
            {
                (wrong[2 + at], wrong[3 + at]) = (wrong[3 + at], wrong[2 + at]);
            }
            else
            {
                wrong[2 + at] = Alphabet[other];
            }

            var text = new string(wrong);
            return text == number || (!OrderNumber.TryParse(text, out _) && (OrderNumber.NearIn(text).Contains(number) || (swap && at == 8)));
        });

    [Fact]
    public void What_is_near_is_few_and_each_could_be_a_number()
    {
        var number = OrderNumber.New();
        var near = OrderNumber.NearIn(number[..11] + (number[^1] == 'A' ? 'B' : 'A'));

        Assert.InRange(near.Count, 1, 40);
        Assert.All(near, n => Assert.True(OrderNumber.TryParse(n, out _)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AF")]
    [InlineData("fattura di maggio")]
    public void Where_there_is_none_nothing_is_found(string? text)
    {
        Assert.Empty(OrderNumber.FindIn(text));
        Assert.Empty(OrderNumber.NearIn(text));
    }
}
