using System.Globalization;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>What is answered after too many failures: 429, <c>Retry-After</c>, and the time in words beside the field.</summary>
internal static class TooManyTries
{
    /// <summary>The sentence shown beside the field.</summary>
    public static string Words(TimeSpan wait)
    {
        var minutes = (int)Math.Ceiling(wait.TotalMinutes);
        var howLong = wait.TotalSeconds <= 90 ? $"{Math.Ceiling(wait.TotalSeconds):0} secondi" : minutes == 1 ? "1 minuto" : $"{minutes} minuti";
        return $"Troppi tentativi non riusciti: riprova fra {howLong}, oppure recupera la password";
    }

    /// <summary>Sets status and header; the page is drawn as ever.</summary>
    public static void RetryAfter(this HttpResponse response, TimeSpan wait)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }
}
