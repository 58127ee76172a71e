using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>What the customer chose on the page of methods.</summary>
/// <param name="Method">How.</param>
/// <param name="SavedMethodId">A kept method of that kind, or null for a new one.</param>
public sealed record PaymentChoice(PaymentMethod Method, Guid? SavedMethodId)
{
    private const string SavedPrefix = "salvato:";

    /// <summary>True when a provider takes the money now.</summary>
    public bool IsOnline => Method is PaymentMethod.CartaDiCredito or PaymentMethod.PayPal;

    /// <summary>As a form posts it: the method's name, or <c>salvato:</c> and the id of a kept one.</summary>
    public static string ValueOf(SavedMethod saved) => $"{SavedPrefix}{saved.Method}:{saved.Id:N}";

    /// <summary>Reads what a form posts. False when it is not a choice at all; whether it may be made is asked elsewhere.</summary>
    public static bool TryParse(string? value, out PaymentChoice choice)
    {
        choice = new PaymentChoice(PaymentMethod.Bonifico, null);
        var text = value ?? "";
        Guid? saved = null;
        if (text.StartsWith(SavedPrefix, StringComparison.Ordinal))
        {
            var parts = text[SavedPrefix.Length..].Split(':');
            if (parts.Length != 2 || !Guid.TryParseExact(parts[1], "N", out var id))
            {
                return false;
            }

            (text, saved) = (parts[0], id);
        }

        if (!Enum.TryParse<PaymentMethod>(text, ignoreCase: false, out var method) || !Enum.IsDefined(method) || text.All(char.IsAsciiDigit))
        {
            return false;
        }

        choice = new PaymentChoice(method, saved);
        return saved is null || choice.IsOnline;
    }
}

/// <summary>What became of asking for money.</summary>
public abstract record PaymentStart
{
    private PaymentStart()
    {
    }

    /// <summary>The customer goes on at the provider's page.</summary>
    public sealed record GoTo(Uri Page) : PaymentStart;

    /// <summary>An attempt exists, this one or an earlier one, and its page tells where it stands.</summary>
    public sealed record See(Guid AttemptId) : PaymentStart;

    /// <summary>Nothing began and nothing was charged: the provider does not answer.</summary>
    public sealed record Unavailable : PaymentStart;

    /// <summary>Nothing was charged, for that reason.</summary>
    public sealed record Refused(RefusalReason Reason) : PaymentStart;

    /// <summary>The order does not wait for money.</summary>
    public sealed record NothingDue : PaymentStart;

    /// <summary>The kept method is not the customer's, or is gone or expired.</summary>
    public sealed record NoSuchMethod : PaymentStart;

    /// <summary>Too many refusals in the last hour: nothing is asked of the provider.</summary>
    public sealed record TooMany : PaymentStart;
}
