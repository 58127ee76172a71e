namespace Aruba.Fatturazione.Sandbox;

/// <summary>Where the sandbox listens; configuration section <c>Sandbox</c>. Both doors open on loopback only.</summary>
public sealed class SandboxOptions
{
    /// <summary>Address of the pages: plain HTTP on a loopback host; port 0 takes any free port.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5090";

    /// <summary>TCP port of the mail sink on 127.0.0.1; 0 takes any free port.</summary>
    public int SmtpPort { get; set; } = 2525;
}
