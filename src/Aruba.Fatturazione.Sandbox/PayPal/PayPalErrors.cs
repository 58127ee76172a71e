using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>What PayPal writes when it is PayPal's own fault.</summary>
internal static class PayPalErrors
{
    /// <summary>The JSON body of an answer with this status.</summary>
    public static JsonObject Body(int status)
    {
        var (name, message) = status switch
        {
            StatusCodes.Status429TooManyRequests => ("RATE_LIMIT_REACHED", "Too many requests. Blocked due to rate limiting."),
            StatusCodes.Status503ServiceUnavailable => ("SERVICE_UNAVAILABLE", "Service Unavailable."),
            StatusCodes.Status401Unauthorized => ("AUTHENTICATION_FAILURE", "Authentication failed due to invalid authentication credentials or a missing Authorization header."),
            StatusCodes.Status403Forbidden => ("NOT_AUTHORIZED", "Authorization failed due to insufficient permissions."),
            StatusCodes.Status404NotFound => ("RESOURCE_NOT_FOUND", "The specified resource does not exist."),
            StatusCodes.Status422UnprocessableEntity => ("UNPROCESSABLE_ENTITY", "The requested action could not be performed, semantically incorrect, or failed business validation."),
            < 500 => ("INVALID_REQUEST", "Request is not well-formed, syntactically incorrect, or violates schema."),
            _ => ("INTERNAL_SERVER_ERROR", "An internal server error has occurred."),
        };
        return new JsonObject { ["name"] = name, ["message"] = message, ["debug_id"] = PayPalIds.Debug(), ["details"] = new JsonArray(), ["links"] = new JsonArray() };
    }
}
