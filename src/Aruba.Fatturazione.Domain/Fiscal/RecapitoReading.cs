namespace Aruba.Fatturazione.Fiscal;

/// <summary>What the assistant made of a pasted text.</summary>
public abstract record RecapitoReading
{
    private RecapitoReading()
    {
    }

    /// <summary>A usable address.</summary>
    /// <param name="Recapito">The address.</param>
    /// <param name="Explanation">What was understood, in Italian.</param>
    /// <param name="Warning">A doubt worth showing, in Italian; null when there is none. It does not forbid the choice.</param>
    public sealed record Recognised(RecapitoFattura Recapito, string Explanation, string? Warning = null) : RecapitoReading;

    /// <summary>Nothing usable.</summary>
    /// <param name="Problem">What is wrong and how to cure it, in Italian.</param>
    public sealed record NotRecognised(string Problem) : RecapitoReading;
}
