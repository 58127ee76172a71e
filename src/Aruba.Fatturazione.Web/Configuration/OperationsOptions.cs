using System.ComponentModel.DataAnnotations;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Section <c>Limits</c>: how much one client, one request and one shutdown may take.</summary>
public sealed record LimitsOptions
{
    /// <summary>False switches the counting of requests off: for tests and load drivers, refused in Production.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Requests a minute from one client (an IPv4 address or an IPv6 /64), static files not counted.</summary>
    [Range(10, 1_000_000)]
    public int PerMinute { get; init; } = 600;

    /// <summary>Posts a minute from one client to sign-in, registration and recovery.</summary>
    [Range(1, 1_000_000)]
    public int SensitivePerMinute { get; init; } = 20;

    /// <summary>Order confirmations a minute from one client.</summary>
    [Range(1, 1_000_000)]
    public int OrdersPerMinute { get; init; } = 20;

    /// <summary>Largest body of a form, in kilobytes, unless the action says otherwise.</summary>
    [Range(16, 65_536)]
    public int BodyKilobytes { get; init; } = 64;

    /// <summary>Free disk, in megabytes, under which orders are refused and the instance is not ready. 0 never refuses.</summary>
    [Range(0, 1_000_000)]
    public int MinimumFreeMegabytes { get; init; } = 200;

    /// <summary>
    /// Seconds between the request to stop and the closing of the door, during which <c>/health/ready</c> already says no, so that
    /// a load balancer looks elsewhere. Default: 5 in Production, 0 in Development.
    /// </summary>
    [Range(0, 120)]
    public int? DrainSeconds { get; init; }
}

/// <summary>Section <c>Logs</c>: the rolling files beside the console.</summary>
public sealed record LogsOptions
{
    /// <summary>Folder of the files, relative to the content root; empty writes none.</summary>
    public string Folder { get; init; } = "logs";

    /// <summary>Size in megabytes at which a new file begins.</summary>
    [Range(1, 10_000)]
    public int FileMegabytes { get; init; } = 100;

    /// <summary>How many files are kept.</summary>
    [Range(1, 1_000)]
    public int Files { get; init; } = 10;
}

/// <summary>Section <c>Telemetry</c>.</summary>
public sealed record TelemetryOptions
{
    /// <summary>OTLP collector; empty (and no <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>) sends nothing.</summary>
    public string Endpoint { get; init; } = "";
}
