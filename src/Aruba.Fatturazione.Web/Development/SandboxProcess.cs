#if DEBUG
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using Aruba.Fatturazione.Web.Configuration;

namespace Aruba.Fatturazione.Web.Development;

/// <summary>
/// The sandbox as a child process of a Debug build. It holds on to our standard input pipe and ends when that closes, so that not even a
/// killed shop leaves it behind.
/// </summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly Channel<string> complaints = Channel.CreateUnbounded<string>();

    private SandboxProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => Complain(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>What the child writes to its standard error, for the log; ends with the child.</summary>
    public ChannelReader<string> Complaints => complaints.Reader;

    /// <summary>Where a Debug build puts the sandbox.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "sandbox", "Aruba.Fatturazione.Sandbox.dll");

    /// <summary>Starts it and waits until it says its ports.</summary>
    /// <returns>The child with its doors, or null and the line in which it says why it could not start.</returns>
    public static async Task<(SandboxProcess? Child, SandboxDoors? Doors, string? Why)> StartAsync(SandboxOptions options, CancellationToken ct)
    {
        var child = new SandboxProcess(Process.Start(Command(options)) ?? throw new InvalidOperationException("No process was started."));
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(Patience);
        try
        {
            if (await child.process.StandardOutput.ReadLineAsync(time.Token) is { } line
                && JsonSerializer.Deserialize<SandboxDoors>(line, JsonSerializerOptions.Web) is { } doors)
            {
                return (child, doors, null);
            }

            await child.process.WaitForExitAsync(time.Token);
            var why = child.Complaints.TryRead(out var complaint) ? complaint : $"it ended with exit code {child.process.ExitCode}";
            await child.DisposeAsync();
            return (null, null, why);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await child.DisposeAsync();
            return (null, null, $"it said nothing within {Patience.TotalSeconds:0} seconds");
        }
    }

    /// <summary>Asks it to end, by closing its standard input, and insists when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        using (process)
        {
            process.StandardInput.Close();
            using var time = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                await process.WaitForExitAsync(time.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static ProcessStartInfo Command(SandboxOptions options)
    {
        // The very runtime that runs the shop, wherever it is installed; PATH may know none.
        var dotnet = Path.GetFullPath(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return new ProcessStartInfo(
            File.Exists(dotnet) ? dotnet : "dotnet",
            [Program, "--child", $"--Sandbox:Url={options.Url}", $"--Sandbox:SmtpPort={options.SmtpPort}"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private void Complain(string? line)
    {
        if (line is null)
        {
            complaints.Writer.TryComplete();
        }
        else
        {
            complaints.Writer.TryWrite(line);
        }
    }
}

/// <summary>Where a sandbox listens, as it says itself.</summary>
/// <param name="Url">Address of its pages.</param>
/// <param name="SmtpPort">Port of its mail server on 127.0.0.1.</param>
internal sealed record SandboxDoors(string Url, int SmtpPort);
#endif
