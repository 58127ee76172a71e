namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>A payment on the console.</summary>
/// <param name="Id">PayPal's id of the payment.</param>
/// <param name="Order">PayPal's id of its order.</param>
/// <param name="Invoice">What the shop calls it.</param>
/// <param name="Email">Who paid.</param>
/// <param name="Status">PayPal's word: <c>COMPLETED</c>, <c>PENDING</c>, <c>DECLINED</c>, <c>PARTIALLY_REFUNDED</c> or <c>REFUNDED</c>.</param>
/// <param name="AmountCents">Amount in cents.</param>
/// <param name="LeftCents">What has not been given back, in cents.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
public sealed record PayPalPaymentRow(string Id, string Order, string Invoice, string Email, string Status, long AmountCents, long LeftCents, string Currency);

/// <summary>A saved account on the console.</summary>
/// <param name="Id">PayPal's id of the token.</param>
/// <param name="Customer">The customer it belongs to.</param>
/// <param name="Email">Whose account it is.</param>
public sealed record PayPalAccountRow(string Id, string Customer, string Email);
