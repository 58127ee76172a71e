using System.Globalization;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>
/// The log: one event per line, on the console (readable in Development, JSON elsewhere) and as JSON in rolling files. Requests appear
/// under the template of their route: neither path nor query is ever written, because both may carry what opens a door.
/// </summary>
internal static class Logs
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Registers the log. <paramref name="quiet"/> is for commands, whose output is for people: warnings only, on standard error.</summary>
    public static void AddStoreLogs(this WebApplicationBuilder builder, bool quiet = false)
    {
        var development = builder.Environment.IsDevelopment();
        var options = builder.Configuration.Section<LogsOptions>("Logs");
        var root = builder.Environment.ContentRootPath;
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(
            (_, log) =>
            {
                Levels(log, builder.Configuration, development);
                log.Enrich.FromLogContext().Enrich.With<WithoutPaths>();
                log.WriteTo.Console(
                    new MaskingFormatter(development ? new ConsoleLine() : new CompactJsonFormatter()),
                    restrictedToMinimumLevel: quiet ? LogEventLevel.Warning : LogEventLevel.Verbose,
                    standardErrorFromLevel: quiet ? LogEventLevel.Verbose : null);
                if (options.Folder.Length > 0 && !quiet)
                {
                    ToFiles(log, options, Path.Combine(root, options.Folder));
                }
            },
            preserveStaticLogger: true);
    }

    /// <summary>One line for each request, when it ends.</summary>
    public static void UseStoreRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(o =>
    {
        o.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        o.MessageTemplate = "{Method} {Route} answered {StatusCode} in {Elapsed:0.0} ms";
        o.IncludeQueryInRequestPath = false;
        o.GetMessageTemplateProperties = (http, _, elapsed, status) =>
        [
            new("Method", new ScalarValue(MethodOf(http.Request.Method))),
            new("Route", new ScalarValue(RouteOf(http))),
            new("StatusCode", new ScalarValue(status)),
            new("Elapsed", new ScalarValue(elapsed)),
        ];
        o.GetLevel = (http, _, error) => error is not null || http.Response.StatusCode >= 500 ? LogEventLevel.Error
            : http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) ? LogEventLevel.Debug
            : LogEventLevel.Information;
        o.EnrichDiagnosticContext = (diagnostic, http) =>
        {
            if (http.Request.RouteValues.TryGetValue("number", out var number) && number is not null)
            {
                diagnostic.Set("OrderNumber", number.ToString());
            }
        };
    });

    /// <summary>The template of the route that answered; never what the client wrote.</summary>
    public static string RouteOf(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template } ? "/" + template.TrimStart('/') : "(none)";

    // The method is text of the client's choosing as well.
    private static string MethodOf(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "PATCH" or "OPTIONS" or "TRACE" ? method : "(other)";

    private static void Levels(LoggerConfiguration log, ConfigurationManager configuration, bool development)
    {
        log.MinimumLevel.Information();
        foreach (var level in configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            var parsed = LevelOf(level.Value);
            _ = level.Key == "Default" ? log.MinimumLevel.Is(parsed) : log.MinimumLevel.Override(level.Key, parsed);
        }

        // The error page and the request line tell of failures already, and in Development an unencrypted key ring is meant.
        log.MinimumLevel.Override("Serilog.AspNetCore.RequestLoggingMiddleware", LogEventLevel.Information);
        if (development)
        {
            log.MinimumLevel.Override("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogEventLevel.Error);
        }
    }

    private static LogEventLevel LevelOf(string? level) => level switch
    {
        "Trace" => LogEventLevel.Verbose,
        "Debug" => LogEventLevel.Debug,
        "Warning" => LogEventLevel.Warning,
        "Error" => LogEventLevel.Error,
        "Critical" or "None" => LogEventLevel.Fatal,
        _ => LogEventLevel.Information,
    };

    // A sink that cannot write loses its lines and nothing else: the logger swallows what sinks throw.
    private static void ToFiles(LoggerConfiguration log, LogsOptions options, string folder) => log.WriteTo.File(
        new MaskingFormatter(new CompactJsonFormatter()),
        Path.Combine(folder, "fatturazione-.json"),
        rollingInterval: RollingInterval.Day,
        rollOnFileSizeLimit: true,
        fileSizeLimitBytes: options.FileMegabytes * Megabyte,
        retainedFileCountLimit: options.Files);

    /// <summary>Takes away what the framework adds to every event of a request and that names more than the route.</summary>
    private sealed class WithoutPaths : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            logEvent.RemovePropertyIfPresent("RequestPath");
            logEvent.RemovePropertyIfPresent("ConnectionId");
            logEvent.RemovePropertyIfPresent("RequestId");
        }
    }
}
