using System.CommandLine;
using System.Text.Json;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary><c>routes</c>: every door of the shop and who holds its key.</summary>
internal static class RoutesCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Make()
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("routes", "Every route with method, policy, antiforgery, rate limit and body limit.") { json };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = CommandHost.Build(parsed);
            app.UseStore();
            var routes = StoreRoutes.Of(app);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(routes, Indented) : Table(routes));
            return 0;
        });
        return command;
    }

    private static string Table(IReadOnlyList<StoreRoute> routes)
    {
        List<string[]> rows =
        [
            ["METHOD", "PATTERN", "POLICY", "ANTIFORGERY", "RATE", "BODY"],
            .. routes.Select(r => new[] { r.Method, r.Pattern, r.Policy, r.Antiforgery, r.RateLimit, r.BodyLimit is { } kb ? $"{kb / 1024} KB" : "none" }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        return string.Join('\n', rows.Select(r => string.Join("  ", r.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd()));
    }
}
