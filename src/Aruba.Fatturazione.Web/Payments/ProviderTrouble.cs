using System.Net.Sockets;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>The ways in which a provider's answer can be missing or unusable: it may or may not have acted.</summary>
internal static class ProviderTrouble
{
    /// <summary>True for network, time, size and format; everything else is a defect of ours and goes up.</summary>
    public static bool IsCauseOf(Exception e) =>
        e is HttpRequestException or IOException or SocketException or ExecutionRejectedException or OperationCanceledException or JsonException
            or Newtonsoft.Json.JsonException;

    /// <summary>For the log.</summary>
    public static string InWords(Exception e) => e switch
    {
        BrokenCircuitException => "left in peace after too many failures",
        TimeoutRejectedException or OperationCanceledException => "no answer in time",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => "no connection",
        JsonException or Newtonsoft.Json.JsonException => "an answer that cannot be read",
        _ => e.GetType().Name,
    };
}
