using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>The tone of a badge for each state of an order; the word says it, the colour only helps.</summary>
public static class OrderTones
{
    /// <summary><c>good</c>, <c>warn</c>, <c>bad</c>, <c>info</c> or <c>neutral</c>.</summary>
    public static string Tone(this OrderStatus status) => status switch
    {
        OrderStatus.AwaitingPayment => "warn",
        OrderStatus.AwaitingActivation => "info",
        OrderStatus.Concluded => "good",
        OrderStatus.ActivationFailed => "bad",
        _ => "neutral",
    };
}
