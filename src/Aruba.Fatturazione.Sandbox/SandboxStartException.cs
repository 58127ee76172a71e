namespace Aruba.Fatturazione.Sandbox;

/// <summary>The sandbox could not open its doors. The message names the configuration key and the cure, on one line.</summary>
public sealed class SandboxStartException(string message, Exception? inner = null) : Exception(message, inner);
