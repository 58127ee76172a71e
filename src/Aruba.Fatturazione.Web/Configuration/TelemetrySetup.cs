using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Sends traces and metrics to a collector, when one is configured. Spans carry the route's template: no path, no query, no address.</summary>
internal static class TelemetrySetup
{
    // What a span could tell about a person or open with a link (OpenTelemetry HTTP conventions).
    private static readonly string[] Private = ["url.query", "url.full", "client.address", "client.port", "network.peer.address", "network.peer.port", "user_agent.original"];

    public static void AddStoreTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StoreTelemetry>();
        var endpoint = builder.Configuration.Section<TelemetryOptions>("Telemetry").Endpoint;
        if (endpoint.Length == 0 && string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService(StoreTelemetry.Name, serviceVersion: typeof(StoreApp).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(t => t
                .SetSampler(new AlwaysOnSampler()) // a stranger's traceparent must not decide what is recorded
                .AddSource(StoreTelemetry.Name)
                .AddAspNetCoreInstrumentation(o => o.EnrichWithHttpResponse = (span, response) => Redact(span, Logs.RouteOf(response.HttpContext)))
                .AddHttpClientInstrumentation(o => o.EnrichWithHttpResponseMessage = (span, _) => Redact(span, route: null)))
            .WithMetrics(m => m
                .AddMeter(StoreTelemetry.Name, "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Identity", "Npgsql")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation());
        _ = endpoint.Length > 0
            ? telemetry.UseOtlpExporter(OpenTelemetry.Exporter.OtlpExportProtocol.Grpc, new Uri(endpoint))
            : telemetry.UseOtlpExporter();
    }

    /// <summary>Takes private tags off a span and puts the route's template in place of the path.</summary>
    public static void Redact(Activity span, string? route)
    {
        foreach (var tag in Private)
        {
            span.SetTag(tag, null);
        }

        span.SetTag("url.path", route);
    }
}
