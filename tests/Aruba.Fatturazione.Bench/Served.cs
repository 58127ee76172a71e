using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Aruba.Fatturazione.Bench;

/// <summary>A program as a process of its own, measured from outside.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly Process process;

    private Served(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process to its first good answer.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Processor time since the start, in milliseconds: of this process alone, whatever else the machine does.</summary>
    public double CpuMilliseconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// <summary>Resident memory in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a .NET program and waits for a 200 at <paramref name="ready"/>.</summary>
    public static async Task<Served> StartAsync(string dll, IEnumerable<string> arguments, Uri address, string ready, IReadOnlyDictionary<string, string> environment)
    {
        var watch = Stopwatch.StartNew();
        var started = Start(dll, arguments, environment);
        var served = new Served(started, address);
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(ready);
                if (answer.IsSuccessStatusCode)
                {
                    served.StartTime = watch.Elapsed;
                    return served;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            if (started.HasExited || watch.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException($"{Path.GetFileName(dll)} did not start: {(started.HasExited ? $"exit code {started.ExitCode}" : "no answer")}.");
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Waits until the process has nothing more to do: what requests set off belongs to them.</summary>
    public async Task RestAsync()
    {
        for (var (quiet, before) = (0, CpuMilliseconds); quiet < 3;)
        {
            await Task.Delay(500);
            var now = CpuMilliseconds;
            quiet = now - before < 15 ? quiet + 1 : 0;
            before = now;
        }
    }

    /// <summary>Processor milliseconds that the work costs the process, what it sets off included.</summary>
    public async Task<double> CostAsync(Func<Task> work)
    {
        var before = CpuMilliseconds;
        await work();
        await RestAsync();
        return CpuMilliseconds - before;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static Process Start(string dll, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(dll)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (key, value) in environment)
        {
            info.Environment[key] = value;
        }

        var started = Process.Start(info) ?? throw new InvalidOperationException($"{dll} was not started.");
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrEmpty(line.Data))
            {
                Console.Error.WriteLine($"  {Path.GetFileName(dll)}: {line.Data}");
            }
        };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }
}
