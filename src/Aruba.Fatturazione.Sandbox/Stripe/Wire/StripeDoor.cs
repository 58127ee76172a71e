using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Mischief;

namespace Aruba.Fatturazione.Sandbox.Stripe.Wire;

/// <summary>
/// The way in to the API: key, version, content type, parameters, expansions and idempotency are checked here, in this order, before any
/// call is served; every request that is wrong by Stripe's public description is noted in the ledger.
/// </summary>
internal sealed partial class StripeDoor
{
    private const string Form = "application/x-www-form-urlencoded";
    private const int LargestBody = 64 * 1024;

    private readonly StripeWorld world;
    private readonly StripeTill till;
    private readonly KeyedAnswers answers;

    public StripeDoor(StripeWorld world, StripeTill till, TimeProvider clock)
    {
        this.world = world;
        this.till = till;
        answers = new KeyedAnswers(clock);
        world.Ledger.Emptied += (_, _) => answers.Clear();
    }

    /// <summary>Serves one request.</summary>
    public async Task HandleAsync(HttpContext context, StripeEndpoint endpoint)
    {
        var request = StripeWorld.NewId("req");
        var key = KeyOf(context.Request);
        context.Response.Headers["Request-Id"] = request;
        context.Response.Headers["Stripe-Version"] = StripeKeys.ApiVersion;
        if (key is not null)
        {
            context.Response.Headers["Idempotency-Key"] = key;
        }

        try
        {
            var form = await EnterAsync(context.Request, endpoint, key);
            await ServeAsync(context, endpoint, form, key, request);
        }
        catch (StripeRefusal refusal)
        {
            await RefuseAsync(context, refusal);
        }
    }

    /// <summary>Answers a path that Stripe does not have.</summary>
    public Task RefuseUnknownAsync(HttpContext context) => RefuseAsync(context, new StripeRefusal(
        $"Unrecognized request URL ({context.Request.Method}: {PathOf(context.Request)}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.")
    {
        Status = StatusCodes.Status404NotFound,
    });

    private static string PathOf(HttpRequest request) => request.Path.Value?["/stripe".Length..] ?? "";

    private static string? KeyOf(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? key : null;

    private static async Task<FormNode> EnterAsync(HttpRequest request, StripeEndpoint endpoint, string? key)
    {
        CheckSecret(request);
        if (request.Headers["Stripe-Version"].ToString() is { Length: > 0 } version && version != StripeKeys.ApiVersion)
        {
            throw new StripeRefusal($"Invalid Stripe API version: {version}. This sandbox speaks {StripeKeys.ApiVersion} only.");
        }

        if (key?.Length > 255)
        {
            throw new StripeRefusal("Idempotency keys may be at most 255 characters long.");
        }

        var form = FormNode.Parse(HttpMethods.IsPost(request.Method) ? await BodyOfAsync(request) : request.QueryString.Value ?? "");
        endpoint.Shape.Check(form, "");
        return form;
    }

    private static void CheckSecret(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var given = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : "";
        if (given == StripeKeys.SecretKey)
        {
            return;
        }

        var tail = given.Length > 4 ? given[^4..] : "";
        throw new StripeRefusal(given.Length == 0
            ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
            : $"Invalid API Key provided: ****{tail}")
        {
            Status = StatusCodes.Status401Unauthorized,
        };
    }

    private static async Task<string> BodyOfAsync(HttpRequest request)
    {
        if (request.QueryString.HasValue)
        {
            throw new StripeRefusal("POST parameters belong in the body, not in the query string.");
        }

        using var body = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer)) > 0 && body.Length <= LargestBody)
        {
            body.Write(buffer, 0, read);
        }

        if (body.Length > LargestBody)
        {
            throw new StripeRefusal("The request is too large.") { Status = StatusCodes.Status413PayloadTooLarge };
        }

        if (body.Length > 0 && request.ContentType?.Split(';')[0].Trim().Equals(Form, StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new StripeRefusal($"Invalid request: the content type must be {Form}.");
        }

        return Encoding.UTF8.GetString(body.ToArray());
    }

    private async Task ServeAsync(HttpContext context, StripeEndpoint endpoint, FormNode form, string? key, string request)
    {
        var parameters = new StripeParams(form);
        var call = new StripeCall(
            world, till, parameters, context.Request.RouteValues["id"]?.ToString() ?? "",
            Expansion.Of(parameters.Texts("expand"), endpoint.Kind, endpoint.IsList),
            $"{context.Request.Scheme}://{context.Request.Host}/stripe", PathOf(context.Request));
        var mischief = ProviderCall.Of(context);
        if (key is null)
        {
            await mischief.PauseAsync(context.RequestAborted);
            await WriteAsync(context, mischief.ReplayedError is { } status ? Broken(request, status) : Work(call, endpoint, null, request));
            return;
        }

        if (answers.Begin(key, $"{endpoint.Method} {call.Path}", form.Canonical(), mischief.ForgetsKey) is { } past)
        {
            context.Response.Headers["Idempotent-Replayed"] = "true";
            context.Response.Headers["Original-Request"] = past.RequestId;
            await WriteAsync(context, past);
            return;
        }

        await WriteAsync(context, await WorkOnceAsync(context, call, endpoint, key, request));
    }

    private async Task<KeptAnswer> WorkOnceAsync(HttpContext context, StripeCall call, StripeEndpoint endpoint, string key, string request)
    {
        var mischief = ProviderCall.Of(context);
        KeptAnswer? answer = null;
        try
        {
            await mischief.PauseAsync(context.RequestAborted);
            answer = mischief.ReplayedError is { } status ? Broken(request, status) : Work(call, endpoint, key, request);
            answers.Keep(key, answer);
            return answer;
        }
        finally
        {
            if (answer is null)
            {
                answers.Release(key); // nothing happened: the caller hung up during the pause
            }
        }
    }

    private KeptAnswer Work(StripeCall call, StripeEndpoint endpoint, string? key, string request)
    {
        lock (world.Gate)
        {
            world.Request = (request, key);
            try
            {
                var reply = endpoint.Serve(call);
                return new KeptAnswer(request, reply.Status, reply.Body.ToJsonString());
            }
            catch (StripeRefusal refusal)
            {
                Note(refusal, endpoint.Method, call.Path);
                return new KeptAnswer(request, refusal.Status, refusal.Reply.Body.ToJsonString());
            }
            finally
            {
                world.Request = default;
            }
        }
    }

    private static KeptAnswer Broken(string request, int status) =>
        new(request, status, JsonSerializer.Serialize(StripeApi.Dialect.ErrorBody(status)));

    private async Task RefuseAsync(HttpContext context, StripeRefusal refusal)
    {
        Note(refusal, context.Request.Method, PathOf(context.Request));
        await WriteAsync(context, new KeptAnswer("", refusal.Status, refusal.Reply.Body.ToJsonString()));
    }

    private void Note(StripeRefusal refusal, string method, string path)
    {
        if (!refusal.IsHonest)
        {
            world.Ledger.Record(new LedgerRefusal(StripeWorld.Provider, $"{method} {path}", Digits().Replace(refusal.Message, "…")));
        }
    }

    private static async Task WriteAsync(HttpContext context, KeptAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body, CancellationToken.None);
    }

    // A caller that sends a card number is refused, and the number is not written down on the way.
    [GeneratedRegex("[0-9][0-9 -]{10,}[0-9]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
