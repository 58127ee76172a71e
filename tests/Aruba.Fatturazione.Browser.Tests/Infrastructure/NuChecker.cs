using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Aruba.Fatturazione.Browser.Tests.Infrastructure;

/// <summary>The Nu HTML checker on a port of this machine. VNU_JAR names it; tests/run fetches it.</summary>
internal static class NuChecker
{
    private static readonly Lazy<Task<HttpClient>> Running = new(StartAsync);

    private static Process? checker; // kept: its input must stay open

    /// <summary>Every error and warning about a document, with the words around it.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(string html)
    {
        using var body = new StringContent(html, Encoding.UTF8, new MediaTypeHeaderValue("text/html", "utf-8"));
        using var answer = await (await Running.Value).PostAsync(new Uri("/?out=json", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        using var found = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return [.. found.RootElement.GetProperty("messages").EnumerateArray()
            .Where(m => m.GetProperty("type").GetString() != "info" || m.TryGetProperty("subType", out _))
            .Select(m => $"{m.GetProperty("message").GetString()} « {(m.TryGetProperty("extract", out var x) ? x.GetString() : "")} »")];
    }

    private static async Task<HttpClient> StartAsync()
    {
        var jar = Environment.GetEnvironmentVariable("VNU_JAR") is { Length: > 0 } named && File.Exists(named)
            ? named
            : throw new InvalidOperationException("The Nu HTML checker is missing: run the tests with tests/run, or name vnu.jar in VNU_JAR.");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        // Its schemas are nested so deeply that the ordinary stack of a thread is too small.
        // The shell ends it when this process is gone, however it went: then nobody holds the other end of its input.
        const string WhileWeLive = "java \"$@\" & cat > /dev/null; kill $!";
        var start = new ProcessStartInfo("sh", ["-c", WhileWeLive, "sh", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-Xss4m", "-Xmx512m", "-cp", jar, "nu.validator.servlet.Main", $"{port}"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = checker = Process.Start(start) ?? throw new InvalidOperationException("Java did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Prova/1.0"); // without one it answers 400
        for (var until = Environment.TickCount64 + 120_000; ;)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
                return client;
            }
            catch (HttpRequestException) when (!process.HasExited && Environment.TickCount64 < until)
            {
                await Task.Delay(100);
            }
        }
    }
}
