using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Mischief;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>What every call passes: bearer token, body, shape, PayPal-Request-Id. What was wrong goes into the ledger.</summary>
internal sealed class PayPalDoor(PayPalRequestIds ids, MoneyLedger ledger, TimeProvider clock)
{
    /// <summary>Public development keys; they open nothing but the sandbox.</summary>
    public const string ClientId = "sandbox-client";

    /// <inheritdoc cref="ClientId" />
    public const string ClientSecret = "sandbox-secret";

    /// <summary>How long a bearer token lives: PayPal says nine hours.</summary>
    public const int TokenSeconds = 32_400;

    public const string RequestIdHeader = "PayPal-Request-Id";

    private const int LongestRequestId = 108;
    private const int LargestBody = 1024 * 1024;

    private readonly ConcurrentDictionary<string, DateTimeOffset> tokens = new();

    /// <summary><c>POST /v1/oauth2/token</c>: Basic authentication, form body.</summary>
    public async Task<IResult> GrantAsync(HttpContext context)
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
        if (context.Request.Headers.Authorization != expected)
        {
            return Send(context, PayPalAnswer.OAuth(StatusCodes.Status401Unauthorized, "invalid_client", "Client Authentication failed"));
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (form["grant_type"] != "client_credentials")
        {
            return Send(context, PayPalAnswer.OAuth(StatusCodes.Status400BadRequest, "unsupported_grant_type", "Grant Type is NULL or not supported"));
        }

        var token = PayPalIds.Bearer();
        tokens[token] = clock.GetUtcNow().AddSeconds(TokenSeconds);
        return Send(context, PayPalAnswer.Ok(new JsonObject
        {
            ["scope"] = "https://uri.paypal.com/services/payments/payment https://uri.paypal.com/services/vault/payment-tokens/readwrite",
            ["access_token"] = token,
            ["token_type"] = "Bearer",
            ["app_id"] = "APP-80W284485P519543T",
            ["expires_in"] = TokenSeconds,
            ["nonce"] = PayPalViews.Instant(clock.GetUtcNow()) + PayPalIds.Debug(),
        }));
    }

    /// <summary>Every token given so far is void at once, as after a change of the secret.</summary>
    public void RevokeTokens() => tokens.Clear();

    /// <summary>A call that only reads.</summary>
    public async Task<IResult> ReadAsync(HttpContext context, Func<PayPalAnswer> serve)
    {
        if (Turned(context) is { } away)
        {
            return Send(context, away);
        }

        await ProviderCall.Of(context).PauseAsync(context.RequestAborted);
        return Send(context, serve());
    }

    /// <summary>
    /// A call with a body. <paramref name="serve"/> also says how to answer a repetition; null when it must be served again, as after a refusal.
    /// </summary>
    /// <param name="context">The call.</param>
    /// <param name="shape">What its body may look like.</param>
    /// <param name="serve">Serves it.</param>
    /// <param name="needsId">True for bodies that PayPal takes only with a PayPal-Request-Id; null when it never insists.</param>
    public async Task<IResult> WriteAsync(
        HttpContext context,
        PayPalShape shape,
        Func<JsonObject, JsonElement, (PayPalAnswer Answer, Func<PayPalAnswer>? Again)> serve,
        Func<JsonElement, bool>? needsId = null)
    {
        if (Turned(context) is { } away)
        {
            return Send(context, away);
        }

        var (body, raw, wrong) = await BodyAsync(context.Request, shape);
        var id = context.Request.Headers[RequestIdHeader].ToString();
        if (wrong is null && id.Length > LongestRequestId)
        {
            wrong = PayPalAnswer.Malformed(new PayPalDetail("INVALID_STRING_LENGTH", $"At most {LongestRequestId} characters.", RequestIdHeader));
        }

        if (wrong is null && id.Length == 0 && needsId?.Invoke(body) == true)
        {
            wrong = PayPalAnswer.Malformed(new PayPalDetail("PAYPAL_REQUEST_ID_REQUIRED", "A PayPal-Request-Id is required if you are trying to process payment for an Order."));
        }

        if (wrong is not null)
        {
            return Send(context, wrong);
        }

        var call = ProviderCall.Of(context);
        return id.Length == 0 || call.ForgetsKey
            ? await ServeAsync(context, call, () => serve(PayPalRequests.Read(body), body).Answer)
            : await OnceAsync(context, call, $"{context.Request.Method} {context.Request.Path} {id}", raw, () => serve(PayPalRequests.Read(body), body));
    }

    private async Task<IResult> OnceAsync(
        HttpContext context, ProviderCall call, string key, byte[] raw, Func<(PayPalAnswer Answer, Func<PayPalAnswer>? Again)> serve)
    {
        var (state, again) = ids.Take(key, raw);
        if (state == PayPalRequestIds.State.Busy)
        {
            return Send(context, PayPalAnswer.InProgress);
        }

        if (again is not null)
        {
            if (state == PayPalRequestIds.State.ServedOtherwise)
            {
                Note(context, "the same PayPal-Request-Id came before with another body");
            }

            return Send(context, again());
        }

        try
        {
            return await ServeAsync(context, call, () =>
            {
                var (answer, repetition) = call.ReplayedError is { } status ? Broken(status) : serve();
                if (repetition is not null)
                {
                    ids.Keep(key, repetition);
                }

                return answer;
            });
        }
        finally
        {
            ids.Release(key); // does nothing once the answer is kept
        }
    }

    private async Task<IResult> ServeAsync(HttpContext context, ProviderCall call, Func<PayPalAnswer> serve)
    {
        await call.PauseAsync(context.RequestAborted);
        return Send(context, serve());
    }

    private static (PayPalAnswer Answer, Func<PayPalAnswer>? Again) Broken(int status)
    {
        var answer = new PayPalAnswer(status, PayPalErrors.Body(status));
        return (answer, () => answer);
    }

    private PayPalAnswer? Turned(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return PayPalAnswer.Unauthenticated;
        }

        return tokens.TryGetValue(authorization["Bearer ".Length..], out var end) && end > clock.GetUtcNow()
            ? null
            : PayPalAnswer.OAuth(StatusCodes.Status401Unauthorized, "invalid_token", "The token passed in was not found in the system") with { Why = null };
    }

    private static async Task<(JsonElement Body, byte[] Raw, PayPalAnswer? Wrong)> BodyAsync(HttpRequest request, PayPalShape shape)
    {
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy, request.HttpContext.RequestAborted);
        var raw = copy.ToArray();
        if (!request.HasJsonContentType())
        {
            return (default, raw, PayPalAnswer.WrongMediaType);
        }

        if (raw.Length > LargestBody)
        {
            return (default, raw, PayPalAnswer.Malformed(new PayPalDetail("REQUEST_TOO_LARGE", "The request is too large.")));
        }

        try
        {
            var body = JsonDocument.Parse(raw.Length == 0 ? "{}"u8.ToArray() : raw).RootElement;
            var problems = shape.Problems(body);
            return (body, raw, problems.Count == 0 ? null : PayPalAnswer.Malformed(problems));
        }
        catch (JsonException)
        {
            return (default, raw, PayPalAnswer.Malformed(new PayPalDetail("MALFORMED_REQUEST_JSON", "The request JSON is not well formed.")));
        }
    }

    private IResult Send(HttpContext context, PayPalAnswer answer)
    {
        if (answer.Why is not null)
        {
            Note(context, answer.Why);
        }

        context.Response.Headers["Paypal-Debug-Id"] = PayPalIds.Debug();
        return answer.Body is null ? Results.StatusCode(answer.Status) : Results.Json(answer.Body, statusCode: answer.Status);
    }

    private void Note(HttpContext context, string why) =>
        ledger.Record(new LedgerRefusal(PayPalWorld.Provider, $"{context.Request.Method} {context.Request.Path.Value?["/paypal".Length..]}", why));
}
