using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Web.Reconciliation;

/// <summary>A movement as a bank file tells it, before it is stored.</summary>
/// <param name="Place">Its place among the movements of the file, from 0.</param>
public sealed record StatementLine(int Place)
{
    /// <summary>Rome day on which the money counts; null when it cannot be read.</summary>
    public DateOnly? ValueDate { get; init; }

    /// <summary>The sum; positive.</summary>
    public Importo Amount { get; init; }

    /// <summary>True for money that reached us and is booked.</summary>
    public bool IsIncome { get; init; }

    /// <summary>True when the bank took back money that had reached us.</summary>
    public bool IsReversal { get; init; }

    /// <summary>True for what goes into the books of reconciliation: money that came, or was taken back.</summary>
    public bool Counts => IsIncome || IsReversal;

    /// <summary>The bank's reference, upper case with single blanks; empty when there is none.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The causale with everything that may hold an order number.</summary>
    public string Remittance { get; init; } = "";

    /// <summary>Who paid, or empty.</summary>
    public string Payer { get; init; } = "";

    /// <summary>Why it cannot be read, in Italian, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Text in one line; a card number that a payer wrote is not kept.</summary>
    public static string Plain(string? text)
    {
        var plain = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return CardNumbers.Hide(plain, "•••");
    }
}

/// <summary>Gives each line of a file the name under which it is the same line in another file.</summary>
internal sealed class Fingerprints
{
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>
    /// The fingerprint of the next line. Two lines alike in everything are two payments: the second is told apart by being the second, which it
    /// is in every file that holds the whole day.
    /// </summary>
    public string Of(StatementLine line)
    {
        var key = string.Create(CultureInfo.InvariantCulture,
            $"{line.ValueDate:yyyy-MM-dd}|{line.Amount.Cents}|{line.IsReversal}|{line.Reference}|{line.Remittance}|{line.Payer}|{line.Problem}");
        var times = seen[key] = seen.GetValueOrDefault(key) + 1;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}|{times}")));
        return Convert.ToHexString(hash.AsSpan(0, 16));
    }
}

/// <summary>A bank file that is not what it should be. The message is Italian and fit for the agent.</summary>
public sealed class BankFileException : Exception
{
    /// <summary>Without a reason.</summary>
    public BankFileException()
    {
    }

    /// <summary>With what is wrong.</summary>
    public BankFileException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong and its cause.</summary>
    public BankFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
