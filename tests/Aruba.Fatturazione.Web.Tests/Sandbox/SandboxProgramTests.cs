using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aruba.Fatturazione.Sandbox;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

/// <summary>The sandbox as a program of its own, started like the shop starts it.</summary>
public sealed class SandboxProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_child_says_its_ports_in_one_line_of_json_and_ends_when_its_standard_input_closes()
    {
        using var child = Start("--child", "--Sandbox:Url=http://127.0.0.1:0", "--Sandbox:SmtpPort=0");
        var line = await child.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        var said = JsonDocument.Parse(line ?? "").RootElement;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.GetAsync(new Uri($"{said.GetProperty("url").GetString()}/shop"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(said.GetProperty("smtpPort").GetInt32(), 1, 65535);

        child.StandardInput.Close();

        await child.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, child.ExitCode);
        Assert.Empty(await child.StandardOutput.ReadToEndAsync());
        Assert.Empty(await child.StandardError.ReadToEndAsync());
    }

    [Theory]
    [InlineData("Sandbox:Url")]
    [InlineData("Sandbox:SmtpPort")]
    public async Task A_taken_port_ends_the_program_with_one_line_that_names_the_key(string key)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (url, smtp) = key == "Sandbox:Url" ? ($"http://127.0.0.1:{port}", 0) : ("http://127.0.0.1:0", port);

        using var program = Start("--child", $"--Sandbox:Url={url}", $"--Sandbox:SmtpPort={smtp}");

        await program.WaitForExitAsync().WaitAsync(Patience);
        var complaint = await program.StandardError.ReadToEndAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.StartsWith($"{key}: ", complaint);
        Assert.Single(complaint.TrimEnd().Split('\n'));
        Assert.Empty(await program.StandardOutput.ReadToEndAsync());
    }

    [Theory]
    [InlineData("http://0.0.0.0:5090")]
    [InlineData("http://esempio.example:5090")]
    [InlineData("https://127.0.0.1:5090")]
    [InlineData("boh")]
    public async Task Only_plain_http_on_this_machine_is_accepted_as_address(string url)
    {
        var refusal = await Assert.ThrowsAsync<SandboxStartException>(() => SandboxApp.StartAsync(new SandboxOptions { Url = url, SmtpPort = 0 }));

        Assert.StartsWith("Sandbox:Url: ", refusal.Message);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SandboxApp).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The sandbox did not start.");
    }
}
