using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>Whether a provider has answered lately. One for each provider and instance.</summary>
public sealed class ProviderHealth
{
    private long downUntil;

    /// <summary>False for a while after too many calls in a row have failed.</summary>
    public bool IsAvailable => Volatile.Read(ref downUntil) <= TimeProvider.System.GetUtcNow().UtcTicks;

    internal void Opened(TimeSpan pause) => Volatile.Write(ref downUntil, (TimeProvider.System.GetUtcNow() + pause).UtcTicks);

    internal void Closed() => Volatile.Write(ref downUntil, 0);
}

/// <summary>
/// How the shop talks to providers: to one host only, following no redirect, with bounded time and size, repeating only what carries an
/// idempotency key or changes nothing, and leaving a provider in peace that has failed too often (OWASP ASVS 5.0, 13.2.4 and 13.1.3).
/// Waits are real time, also in tests that move the shop's clock.
/// </summary>
internal static class ProviderHttp
{
    private const int Megabyte = 1024 * 1024;
    private const int Repetitions = 3;
    private static readonly TimeSpan TotalTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(5);
    private static readonly string[] KeyHeaders = ["Idempotency-Key", "PayPal-Request-Id"];

    /// <summary>Adds the named client and its <see cref="ProviderHealth"/> under the same key.</summary>
    public static IHttpClientBuilder AddProviderClient(this IServiceCollection services, string name, string apiBase, PaymentsOptions options)
    {
        var health = new ProviderHealth();
        var host = new Uri(apiBase);
        services.AddKeyedSingleton(name, health);
        var client = services.AddHttpClient(name, http =>
            {
                http.Timeout = TotalTime;
                http.MaxResponseContentBufferSize = Megabyte;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = !host.IsLoopback,
                ConnectTimeout = TimeSpan.FromSeconds(options.ConnectSeconds),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                MaxResponseDrainSize = 0, // what is too long is not read to its end: the connection is closed
            })
            .AddHttpMessageHandler(() => new OneHostOnly(host));
        client.AddResilienceHandler("provider", pipeline => Build(pipeline, health, options));
        return client.AddHttpMessageHandler(() => new WholeAnswer());
    }

    private static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ProviderHealth health, PaymentsOptions options)
    {
        pipeline.TimeProvider = TimeProvider.System;
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Repetitions,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(options.RetryMilliseconds),
            ShouldRetryAfterHeader = false,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { } answer && IsPassing(answer.StatusCode) && IsRepeatable(answer) && WaitIsShort(answer)),
            DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.Headers.RetryAfter?.Delta),
        });
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            SamplingDuration = Window,
            MinimumThroughput = options.FailuresBeforePause,
            FailureRatio = 0.5,
            BreakDuration = Window,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is not null || args.Outcome.Result is { StatusCode: >= HttpStatusCode.InternalServerError }),
            OnOpened = args =>
            {
                health.Opened(args.BreakDuration);
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                health.Closed();
                return ValueTask.CompletedTask;
            },
        });
        pipeline.AddTimeout(TimeSpan.FromSeconds(options.AnswerSeconds));
    }

    // 409: the provider is still busy with the first call under this key.
    private static bool IsPassing(HttpStatusCode status) =>
        status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict;

    private static bool IsRepeatable(HttpResponseMessage answer) =>
        answer.RequestMessage is { } request && (request.Method == HttpMethod.Get || KeyHeaders.Any(request.Headers.Contains));

    private static bool WaitIsShort(HttpResponseMessage answer) => answer.Headers.RetryAfter is not { } wait || wait.Delta <= LongestRetryAfter;

    /// <summary>Reads the body where time is limited and failures are counted: an answer that never ends is no answer.</summary>
    private sealed class WholeAnswer : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            try
            {
                await answer.Content.LoadIntoBufferAsync(Megabyte, cancellationToken);
                return answer;
            }
            catch
            {
                answer.Dispose();
                throw;
            }
        }
    }

    private sealed class OneHostOnly(Uri host) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri is not { } target || target.Scheme != host.Scheme || target.Authority != host.Authority)
            {
                throw new InvalidOperationException($"A provider's client may only call {host.Authority}.");
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
