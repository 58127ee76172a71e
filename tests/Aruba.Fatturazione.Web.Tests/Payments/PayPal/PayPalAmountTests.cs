using System.Globalization;
using Aruba.Fatturazione.Web.Payments.PayPal;
using CsCheck;

namespace Aruba.Fatturazione.Web.Tests.Payments.PayPal;

public sealed class PayPalAmountTests
{
    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(1, "0.01")]
    [InlineData(10, "0.10")]
    [InlineData(1234, "12.34")]
    [InlineData(999_999_999, "9999999.99")]
    public void Cents_become_a_string_with_a_dot_and_two_decimals(long cents, string value) =>
        Assert.Equal(new PayPalAmount("EUR", value), PayPalAmount.Of(new Importo(cents)));

    [Fact]
    public void Every_amount_comes_back_as_it_went() => Gen.Long[0, 999_999_999_999].Sample(cents =>
        Assert.True(PayPalAmount.Of(new Importo(cents)).TryRead(out var back) && back.Cents == cents));

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("it-IT");
        try
        {
            Assert.Equal("1234567.89", PayPalAmount.Of(new Importo(123_456_789)).Value);
            Assert.True(new PayPalAmount("EUR", "1234567.89").TryRead(out var amount));
            Assert.Equal(123_456_789, amount.Cents);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("12", 1200)]
    [InlineData("12.3", 1230)]
    public void Fewer_decimals_are_understood(string value, long cents)
    {
        Assert.True(new PayPalAmount("EUR", value).TryRead(out var amount));
        Assert.Equal(cents, amount.Cents);
    }

    [Theory]
    [InlineData("EUR", null)]
    [InlineData("EUR", "")]
    [InlineData("EUR", ".50")]
    [InlineData("EUR", "12,34")]
    [InlineData("EUR", "12.345")]
    [InlineData("EUR", "-1.00")]
    [InlineData("EUR", "1e3")]
    [InlineData("EUR", "1.2.3")]
    [InlineData("EUR", "٣.00")]
    [InlineData("EUR", "9999999999999.00")]
    [InlineData(null, "12.34")]
    [InlineData("", "12.34")]
    public void What_is_no_amount_is_not_guessed(string? currency, string? value) => Assert.False(new PayPalAmount(currency, value).TryRead(out _));

    [Fact]
    public void A_negative_amount_is_a_defect_of_ours() => Assert.Throws<ArgumentOutOfRangeException>(() => PayPalAmount.Of(new Importo(-1)));
}
