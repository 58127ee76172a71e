using System.Globalization;
using Aruba.Fatturazione.Sandbox.Ledger;

namespace Aruba.Fatturazione.Sandbox.Mischief;

/// <summary>Stands between the wire and a provider's API: applies the fault of the first rule that fits and writes each call in the ledger.</summary>
internal sealed class HttpMischiefMiddleware(HttpMischief mischief, MoneyLedger ledger, TimeProvider clock)
{
    private const string Elsewhere = "https://elsewhere.example/";
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    // Waits are real whatever clock the sandbox was given: nobody would move a test's clock to end them.
    private static readonly TimeProvider Waits = TimeProvider.System;

    /// <summary>Lets one call through, or not.</summary>
    public async Task InvokeAsync(ProviderDialect dialect, string path, HttpContext context, RequestDelegate next)
    {
        var rule = mischief.Take(dialect.Name, context.Request.Method, path);
        var call = new ProviderCall(rule, Waits);
        context.Features.Set(call);
        var status = rule?.Fault switch
        {
            HttpFault.TimeoutBefore => await LoseAsync(context, rule),
            HttpFault.TimeoutAfter or HttpFault.ResetAfter or HttpFault.Malformed or HttpFault.Endless => await ProcessUnheardAsync(context, next),
            HttpFault.Status => await AnswerAsync(dialect, context, rule.Status ?? 500, rule.Seconds),
            HttpFault.TooMany => await AnswerAsync(dialect, context, StatusCodes.Status429TooManyRequests, rule.Seconds ?? 1),
            HttpFault.Redirect => SendElsewhere(context, rule.Status ?? StatusCodes.Status302Found),
            _ => await ProcessAsync(dialect, call, context, next),
        };
        var key = context.Request.Headers[dialect.KeyHeader].ToString();
        ledger.Record(new LedgerCall(
            dialect.Name, context.Request.Method, path, status, key.Length == 0 ? null : key, clock.GetUtcNow().UtcDateTime));
        await SpoilAsync(rule, context);
    }

    private static async Task<int> ProcessAsync(ProviderDialect dialect, ProviderCall call, HttpContext context, RequestDelegate next)
    {
        if (!dialect.PausesInside)
        {
            await call.PauseAsync(context.RequestAborted);
        }

        await next(context);
        return context.Response.StatusCode;
    }

    private static async Task<int> LoseAsync(HttpContext context, HttpMischiefRule rule)
    {
        await HoldAsync(context, rule);
        return 0;
    }

    /// <summary>Everything happens, and the answer stays here: <see cref="SpoilAsync"/> decides what the caller hears.</summary>
    private static async Task<int> ProcessUnheardAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var unheard = new MemoryStream();
        context.Response.Body = unheard;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        context.Features.Set(new UnheardAnswer(unheard.ToArray()));
        return context.Response.StatusCode;
    }

    private static async Task<int> AnswerAsync(ProviderDialect dialect, HttpContext context, int status, double? retryAfter)
    {
        context.Response.StatusCode = status;
        if (retryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);
        }

        if (status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            await context.Response.WriteAsJsonAsync(dialect.ErrorBody(status), context.RequestAborted);
        }

        return status;
    }

    private static int SendElsewhere(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = Elsewhere;
        return status;
    }

    private static async Task SpoilAsync(HttpMischiefRule? rule, HttpContext context)
    {
        var body = context.Features.Get<UnheardAnswer>()?.Body ?? [];
        switch (rule?.Fault)
        {
            case HttpFault.TimeoutAfter:
                await HoldAsync(context, rule);
                break;
            case HttpFault.ResetAfter:
                context.Abort(); // Kestrel sends RST
                break;
            case HttpFault.Malformed:
                context.Response.StatusCode = rule.Status ?? StatusCodes.Status200OK;
                context.Response.ContentLength = null;
                await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
                break;
            case HttpFault.Endless:
                await DripAsync(rule, context);
                break;
            default:
                break;
        }
    }

    private static async Task HoldAsync(HttpContext context, HttpMischiefRule rule)
    {
        var longest = rule.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : LongestHold;
        await Task.Delay(longest, Waits, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // hanging up ends it too
        context.Abort();
    }

    private static async Task DripAsync(HttpMischiefRule rule, HttpContext context)
    {
        context.Response.StatusCode = rule.Status ?? StatusCodes.Status200OK;
        context.Response.ContentLength = null;
        context.Response.ContentType = "application/json";
        var drop = new byte[rule.Seconds is null ? 64 * 1024 : 1];
        Array.Fill(drop, (byte)' '); // white space before the value: no parser may give up early
        try
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(drop, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);

                // Writes to a line that is cut succeed at once until the news of it comes: never without a pause, or the news has no thread to come on.
                await Task.Delay(rule.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : ShortestPause, Waits, context.RequestAborted);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The caller hung up, as it should.
        }
    }

    private sealed record UnheardAnswer(byte[] Body);
}

/// <summary>Puts the switches before a provider's API.</summary>
internal static class HttpMischiefSetup
{
    /// <summary>Every path under the dialect's prefix whose next part is a version (<c>/v1/…</c>) is API; pages and consoles are not touched.</summary>
    public static void UseHttpMischief(this WebApplication app, ProviderDialect dialect)
    {
        var middleware = app.Services.GetRequiredService<HttpMischiefMiddleware>();
        app.Use((context, next) =>
        {
            var isApi = context.Request.Path.StartsWithSegments(dialect.Prefix, StringComparison.Ordinal, out var rest)
                && rest.Value is ['/', 'v', >= '1' and <= '9', '/', ..];
            return isApi ? middleware.InvokeAsync(dialect, rest.Value ?? "", context, next) : next(context);
        });
    }
}
