using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>One thing wrong with a request, as PayPal lists them under <c>details</c>.</summary>
/// <param name="Issue">PayPal's code, such as <c>MISSING_REQUIRED_PARAMETER</c>.</param>
/// <param name="Description">One English sentence.</param>
/// <param name="Field">JSON pointer into the body; null when the request as a whole is meant.</param>
/// <param name="Value">What stood there, as sent; null when nothing did.</param>
internal sealed record PayPalDetail(string Issue, string Description, string? Field = null, string? Value = null);

/// <summary>What PayPal says: status and JSON body. A refusal also knows why, for the ledger's list of refused requests.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON; null for 204.</param>
/// <param name="Why">Why a request was refused that no correct caller would send; null otherwise.</param>
internal sealed record PayPalAnswer(int Status, JsonObject? Body, string? Why = null)
{
    private const string Reference = "https://developer.paypal.com/api/rest/reference/orders/v2/errors/";

    /// <summary>Done, nothing to show.</summary>
    public static PayPalAnswer NoContent { get; } = new(StatusCodes.Status204NoContent, Body: null);

    /// <summary>A new thing.</summary>
    public static PayPalAnswer Created(JsonObject body) => new(StatusCodes.Status201Created, body);

    /// <summary>An existing thing, or a repeated request that was served before.</summary>
    public static PayPalAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, body);

    /// <summary>The body breaks the published schema: our own mistake, always noted.</summary>
    public static PayPalAnswer Malformed(params IReadOnlyList<PayPalDetail> details) => Refusal(
        StatusCodes.Status400BadRequest, "INVALID_REQUEST", "Request is not well-formed, syntactically incorrect, or violates schema.", details) with
    {
        Why = Summary(details),
    };

    /// <summary>Well written but impossible; noted only when the caller should have known (<paramref name="avoidable"/>).</summary>
    public static PayPalAnswer Impossible(PayPalDetail detail, bool avoidable = false, string? redirect = null)
    {
        var answer = Refusal(
            StatusCodes.Status422UnprocessableEntity,
            "UNPROCESSABLE_ENTITY",
            "The requested action could not be performed, semantically incorrect, or failed business validation.",
            [detail],
            redirect);
        return avoidable ? answer with { Why = Summary([detail]) } : answer;
    }

    /// <summary>There is no such thing, or no more.</summary>
    public static PayPalAnswer Missing(string description = "Specified resource ID does not exist. Please check the resource ID and try again.") => Refusal(
        StatusCodes.Status404NotFound, "RESOURCE_NOT_FOUND", "The specified resource does not exist.", [new PayPalDetail("INVALID_RESOURCE_ID", description)]);

    /// <summary>The same PayPal-Request-Id is being served at this moment.</summary>
    public static PayPalAnswer InProgress { get; } = Refusal(
        StatusCodes.Status409Conflict,
        "RESOURCE_CONFLICT",
        "The server has detected a conflict while processing this request.",
        [new PayPalDetail("PREVIOUS_REQUEST_IN_PROGRESS", "A previous request on this resource is currently in progress. Please wait for some time and try again.")]);

    /// <summary>No bearer token came with the request.</summary>
    public static PayPalAnswer Unauthenticated { get; } = Refusal(
        StatusCodes.Status401Unauthorized,
        "AUTHENTICATION_FAILURE",
        "Authentication failed due to invalid authentication credentials or a missing Authorization header.",
        []) with
    { Why = "no bearer token" };

    /// <summary>The body is not JSON by its own heading.</summary>
    public static PayPalAnswer WrongMediaType { get; } = Refusal(
        StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "The server does not support the request payload's media type.", []) with
    { Why = "Content-Type is not application/json" };

    /// <summary>An error of the OAuth endpoint, which has a form of its own.</summary>
    public static PayPalAnswer OAuth(int status, string error, string description) =>
        new(status, new JsonObject { ["error"] = error, ["error_description"] = description }, $"{error}: {description}");

    private static PayPalAnswer Refusal(int status, string name, string message, IReadOnlyList<PayPalDetail> details, string? redirect = null)
    {
        var links = new JsonArray(PayPalViews.Link(Reference + (details.Count > 0 ? "#" + details[0].Issue : ""), "information_link", "GET"));
        if (redirect is not null)
        {
            links.Add(PayPalViews.Link(redirect, "redirect", "GET"));
        }

        return new PayPalAnswer(status, new JsonObject
        {
            ["name"] = name,
            ["message"] = message,
            ["debug_id"] = PayPalIds.Debug(),
            ["details"] = new JsonArray([.. details.Select(Written)]),
            ["links"] = links,
        });
    }

    private static JsonNode Written(PayPalDetail detail)
    {
        var written = new JsonObject();
        if (detail.Field is not null)
        {
            written["field"] = detail.Field;
            written["location"] = "body";
        }

        if (detail.Value is not null)
        {
            written["value"] = detail.Value;
        }

        written["issue"] = detail.Issue;
        written["description"] = detail.Description;
        return written;
    }

    private static string Summary(IReadOnlyList<PayPalDetail> details) =>
        string.Join("; ", details.Select(d => d.Field is null ? d.Issue : $"{d.Field}: {d.Issue}"));
}
