using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>
/// What one client may ask for, and how much one request may carry. The counters are this instance's; the ones that guard accounts
/// live in the database (<see cref="Accounts.Throttle"/>).
/// </summary>
internal static class Limits
{
    /// <summary>Policy for posts to sign-in, registration and recovery: <c>[EnableRateLimiting(Limits.Sensitive)]</c>.</summary>
    public const string Sensitive = "sensitive";

    /// <summary>Policy for confirming an order. It also refuses when the disk is nearly full, before anything half-written can happen.</summary>
    public const string Orders = "orders";

    private const int IPv6NetworkBytes = 8;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddStoreLimits(this WebApplicationBuilder builder)
    {
        var limits = builder.Configuration.Section<LimitsOptions>("Limits");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limits.BodyKilobytes * 1024L;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Limits.MinResponseDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        });
        builder.Services.AddSingleton<DiskSpace>();
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = SayWhen;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Everything(http, limits));
            options.AddPolicy(Sensitive, http => Posts(http, limits.Enabled, limits.SensitivePerMinute));
            options.AddPolicy(Orders, http => Posts(http, limits.Enabled, limits.OrdersPerMinute));
        });
    }

    /// <summary>Refuses at once what is announced as too large, and orders when the disk is nearly full.</summary>
    public static void UseStoreLimits(this WebApplication app)
    {
        var disk = app.Services.GetRequiredService<DiskSpace>();
        app.Use((http, next) =>
        {
            // Routing has already put a limit of the action's own into the feature.
            var largest = http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
            if (http.Request.ContentLength > largest)
            {
                http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return Task.CompletedTask;
            }

            var takesOrders = http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Orders;
            if (takesOrders && IsUnsafe(http.Request.Method) && !disk.IsEnough)
            {
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                http.Response.Headers.RetryAfter = "300";
                return Task.CompletedTask;
            }

            return next(http);
        });
        app.UseRateLimiter();
    }

    /// <summary>The client whose requests are counted together: an IPv4 address, or the /64 that one IPv6 subscriber holds.</summary>
    public static string ClientOf(IPAddress? address) => address switch
    {
        null => "-",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, IPv6NetworkBytes)),
        _ => address.ToString(),
    };

    /// <summary>True for methods that may change something.</summary>
    public static bool IsUnsafe(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static RateLimitPartition<string> Everything(HttpContext http, LimitsOptions limits)
    {
        var free = !limits.Enabled
            || http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
            || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
        return free
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(ClientOf(http.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limits.PerMinute,
                TokensPerPeriod = Math.Max(1, limits.PerMinute / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            });
    }

    private static RateLimitPartition<string> Posts(HttpContext http, bool enabled, int perMinute) =>
        !enabled || !IsUnsafe(http.Request.Method)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(
                ClientOf(http.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = Window });

    private static ValueTask SayWhen(OnRejectedContext context, CancellationToken ct)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
