using System.Runtime.InteropServices;
using System.Text.Json;
using Aruba.Fatturazione.Sandbox;

// --child: started by the shop, which holds our standard input open; when it closes, the shop is gone and so are we.
var child = args.Contains("--child");
var configuration = new ConfigurationBuilder()
    .AddEnvironmentVariables()
    .AddCommandLine([.. args.Where(a => a != "--child")])
    .Build();
var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);

try
{
    var options = configuration.GetSection("Sandbox").Get<SandboxOptions>() ?? new SandboxOptions();
    await using var app = await SandboxApp.StartAsync(options);
    Console.WriteLine(JsonSerializer.Serialize(new { url = app.BaseAddress.ToString().TrimEnd('/'), smtpPort = app.SmtpPort }));
    await (child ? Task.WhenAny(stop.Task, Console.OpenStandardInput().CopyToAsync(Stream.Null)) : stop.Task);
    return 0;
}
catch (Exception e) when (e is SandboxStartException or InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" })
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

void Ask(PosixSignalContext signal)
{
    signal.Cancel = true;
    if (!child || signal.Signal == PosixSignal.SIGTERM)
    {
        stop.TrySetResult(); // Ctrl+C reaches the child too, but the shop still has mail to send while it stops
    }
}
