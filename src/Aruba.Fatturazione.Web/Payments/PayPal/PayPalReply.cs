namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>What came of a call: all there is. Nothing that can go wrong on the way is an exception outside this folder.</summary>
/// <typeparam name="T">What PayPal answers with.</typeparam>
internal abstract record PayPalReply<T>
{
    private PayPalReply()
    {
    }

    /// <summary>PayPal did it, or showed it.</summary>
    public sealed record Answered(T Value) : PayPalReply<T>;

    /// <summary>PayPal did not do it, and says so. <paramref name="Code"/> is the issue, such as <c>INSTRUMENT_DECLINED</c>.</summary>
    public sealed record Refused(string Code, int Status) : PayPalReply<T>;

    /// <summary>Nobody knows: time out, reset, 5xx, 429, an answer that cannot be read. <paramref name="Why"/> is for the log.</summary>
    public sealed record Unknown(string Why) : PayPalReply<T>;
}
