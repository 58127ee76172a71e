using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.Stripe.Wire;

/// <summary>
/// A request that Stripe refuses before anything happens. Thrown from anywhere in a call, always before the call changes something;
/// a declined card is no refusal but an answer (<see cref="StripeReply"/>).
/// </summary>
/// <param name="message">What is wrong, in Stripe's manner.</param>
/// <param name="param">The parameter at fault; null when it is none.</param>
/// <param name="code">Stripe's code; null when Stripe has none for it.</param>
internal sealed class StripeRefusal(string message, string? param = null, string? code = null) : Exception(message)
{
    public int Status { get; init; } = StatusCodes.Status400BadRequest;

    /// <summary>Stripe's error type.</summary>
    public string Type { get; init; } = "invalid_request_error";

    /// <summary>True when an honest caller may meet it: an id that is gone, a state that has moved on. False: the caller has a bug.</summary>
    public bool IsHonest { get; init; }

    /// <summary>The intent as it is, for the refusals that carry it.</summary>
    public JsonObject? PaymentIntent { get; init; }

    public StripeReply Reply
    {
        get
        {
            var error = new JsonObject { ["message"] = Message, ["type"] = Type };
            if (code is not null)
            {
                error["code"] = code;
                error["doc_url"] = $"https://docs.stripe.com/error-codes/{code.Replace('_', '-')}";
            }

            if (param is not null)
            {
                error["param"] = param;
            }

            if (PaymentIntent is not null)
            {
                error["payment_intent"] = PaymentIntent.DeepClone();
            }

            return new StripeReply(Status, new JsonObject { ["error"] = error });
        }
    }

    /// <summary>The object named in the path does not exist.</summary>
    public static StripeRefusal NotFound(string kind, string id) =>
        new($"No such {kind}: '{id}'", "id", "resource_missing") { Status = StatusCodes.Status404NotFound, IsHonest = true };

    /// <summary>The object named by a parameter does not exist.</summary>
    public static StripeRefusal Missing(string kind, string id, string param) => new($"No such {kind}: '{id}'", param, "resource_missing");

    /// <summary>The call is right, but comes too late or too early.</summary>
    public static StripeRefusal NotNow(string message, string? param = null, string? code = null, JsonObject? intent = null) =>
        new(message, param, code) { IsHonest = true, PaymentIntent = intent };
}

/// <summary>What goes back over the wire.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON body.</param>
internal sealed record StripeReply(int Status, JsonObject Body)
{
    public static StripeReply Ok(JsonObject body) => new(StatusCodes.Status200OK, body);
}
