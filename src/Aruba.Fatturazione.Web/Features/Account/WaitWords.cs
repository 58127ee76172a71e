namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>How long to wait after too many failures, in words.</summary>
internal static class WaitWords
{
    /// <summary>The sentence shown beside the field.</summary>
    public static string Of(TimeSpan time)
    {
        var minutes = (int)Math.Ceiling(time.TotalMinutes);
        var howLong = time.TotalSeconds <= 90 ? $"{Math.Ceiling(time.TotalSeconds):0} secondi" : minutes == 1 ? "1 minuto" : $"{minutes} minuti";
        return $"Troppi tentativi non riusciti: riprova fra {howLong}, oppure recupera la password";
    }
}
