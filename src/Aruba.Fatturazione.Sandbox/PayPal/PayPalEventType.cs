namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>A kind of webhook event.</summary>
/// <param name="Name">PayPal's name.</param>
/// <param name="ResourceType">What the event carries.</param>
/// <param name="ResourceVersion">Version of what it carries.</param>
/// <param name="Summary">One English sentence.</param>
internal sealed record PayPalEventType(string Name, string ResourceType, string ResourceVersion, string Summary)
{
    public static PayPalEventType OrderApproved { get; } = new("CHECKOUT.ORDER.APPROVED", "checkout-order", "2.0", "An order has been approved by buyer");

    public static PayPalEventType CaptureCompleted { get; } = new("PAYMENT.CAPTURE.COMPLETED", "capture", "2.0", "Payment completed");

    public static PayPalEventType CapturePending { get; } = new("PAYMENT.CAPTURE.PENDING", "capture", "2.0", "Payment pending");

    public static PayPalEventType CaptureDenied { get; } = new("PAYMENT.CAPTURE.DENIED", "capture", "2.0", "Payment denied");

    public static PayPalEventType CaptureRefunded { get; } = new("PAYMENT.CAPTURE.REFUNDED", "refund", "2.0", "Payment refunded");

    public static PayPalEventType CaptureReversed { get; } = new("PAYMENT.CAPTURE.REVERSED", "refund", "2.0", "Payment reversed");

    public static PayPalEventType TokenCreated { get; } = new("VAULT.PAYMENT-TOKEN.CREATED", "payment_token", "3.0", "A payment token has been created.");

    public static PayPalEventType TokenDeleted { get; } = new("VAULT.PAYMENT-TOKEN.DELETED", "payment_token", "3.0", "A payment token has been deleted.");

    public static PayPalEventType DisputeCreated { get; } = new("CUSTOMER.DISPUTE.CREATED", "dispute", "1.0", "A new dispute opened");
}
