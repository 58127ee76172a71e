using System.Globalization;
using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Payments;

/// <summary>What a provider tells of a method that it keeps for us. Never a card number.</summary>
/// <param name="Method">Card or PayPal.</param>
/// <param name="Token">The provider's name of it.</param>
/// <param name="Customer">The provider's name of its owner.</param>
/// <param name="Brand">Card brand, or <c>PayPal</c>.</param>
/// <param name="Last4">Last four digits, or empty.</param>
/// <param name="ExpiryMonth">1 to 12; null for PayPal.</param>
/// <param name="ExpiryYear">Four digits; null for PayPal.</param>
/// <param name="PayerEmail">Mailbox of the PayPal account, or null.</param>
public sealed record MethodFacts(
    PaymentMethod Method, string Token, string Customer, string Brand, string Last4, int? ExpiryMonth, int? ExpiryYear, string? PayerEmail);

/// <summary>A card or PayPal account that its owner lets us charge. Holds the provider's token and what people need to recognise it.</summary>
public sealed class SavedMethod : EventSource
{
    /// <summary>Longest label.</summary>
    public const int LabelLength = 40;

    /// <summary>How often a provider is asked whether it still keeps it.</summary>
    public static readonly TimeSpan TimeBetweenQuestions = TimeSpan.FromDays(30);

    private static readonly TimeSpan TimeAfterSilence = TimeSpan.FromHours(1);

    private SavedMethod()
    {
    }

    /// <summary>Whose it is; nobody else may use it.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>Card or PayPal.</summary>
    public PaymentMethod Method { get; private init; }

    /// <summary>The provider's name of it; unique within the method.</summary>
    public string Token { get; private init; } = "";

    /// <summary>The provider's name of its owner.</summary>
    public string Customer { get; private init; } = "";

    /// <summary>Card brand, or <c>PayPal</c>.</summary>
    public string Brand { get; private set; } = "";

    /// <summary>Last four digits, or empty.</summary>
    public string Last4 { get; private set; } = "";

    /// <summary>Month after which the card is no longer valid; null for PayPal.</summary>
    public int? ExpiryMonth { get; private set; }

    /// <summary>Year of that month.</summary>
    public int? ExpiryYear { get; private set; }

    /// <summary>Mailbox of the PayPal account, masked, or empty.</summary>
    public string PayerHint { get; private init; } = "";

    /// <summary>The owner's own name for it, or empty.</summary>
    public string Label { get; private set; } = "";

    /// <summary>The mandate under which it may be charged, or null when none was given.</summary>
    public Mandate? Mandate { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTime KeptAt { get; private set; }

    /// <summary>UTC instant of the removal, or null.</summary>
    public DateTime? RemovedAt { get; private set; }

    /// <summary>UTC instant at which its provider last told whether it keeps it; null before the first answer after it was kept.</summary>
    public DateTime? SeenAt { get; private set; }

    /// <summary>True when the provider said then that it does not know it.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>UTC instant at which to ask again; null when it is removed.</summary>
    public DateTime? NextAskAt { get; private set; }

    /// <summary>Keeps it.</summary>
    public static SavedMethod Keep(Guid id, Guid accountId, MethodFacts facts, Mandate? mandate, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var method = new SavedMethod
        {
            Id = id,
            AccountId = accountId,
            Method = facts.Method,
            Token = facts.Token,
            Customer = facts.Customer,
            Brand = facts.Brand,
            Last4 = facts.Last4,
            ExpiryMonth = facts.ExpiryMonth,
            ExpiryYear = facts.ExpiryYear,
            PayerHint = Masked(facts.PayerEmail),
            Mandate = mandate,
            KeptAt = now,
            SeenAt = now,
            NextAskAt = now + TimeBetweenQuestions,
        };
        method.Raise(new MethodKept(id));
        return method;
    }

    /// <summary>True when the card is past its month on that Rome day.</summary>
    public bool IsExpiredOn(DateOnly day) =>
        ExpiryYear is { } year && ExpiryMonth is { } month && (day.Year > year || (day.Year == year && day.Month > month));

    /// <summary>The owner's name for it, or what the provider says of it.</summary>
    public string Name => Label.Length > 0 ? Label : Description;

    /// <summary>How its owner recognises it: <c>Visa che termina con 4242, scade 12/2030</c>.</summary>
    public string Description => Method == PaymentMethod.PayPal
        ? PayerHint.Length > 0 ? $"PayPal {PayerHint}" : "PayPal"
        : string.Create(CultureInfo.InvariantCulture, $"{Brand} che termina con {Last4}, scade {ExpiryMonth:00}/{ExpiryYear}");

    /// <summary>Gives it the owner's own name, at most <see cref="LabelLength"/> characters.</summary>
    public void Rename(string? label)
    {
        var text = (label ?? "").Trim();
        Label = text[..Math.Min(text.Length, LabelLength)];
        Touch();
    }

    /// <summary>A newer mandate covers it.</summary>
    public void Accept(Mandate mandate)
    {
        Mandate = mandate;
        Touch();
    }

    /// <summary>Its owner wants to keep it again before the provider was made to forget it.</summary>
    public void KeepAgain(Mandate? mandate, DateTime now)
    {
        (RemovedAt, Mandate, KeptAt, IsMissing) = (null, mandate, now, false);
        (SeenAt, NextAskAt) = (now, now + TimeBetweenQuestions);
        Raise(new MethodKept(Id));
    }

    /// <summary>Takes over what the network has changed.</summary>
    public void Update(MethodFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Last4 == facts.Last4 && ExpiryMonth == facts.ExpiryMonth && ExpiryYear == facts.ExpiryYear && Brand == facts.Brand)
        {
            return;
        }

        (Brand, Last4, ExpiryMonth, ExpiryYear) = (facts.Brand, facts.Last4, facts.ExpiryMonth, facts.ExpiryYear);
        Raise(new MethodUpdated(Id));
    }

    /// <summary>Its provider was asked: <paramref name="facts"/> when it keeps it, <paramref name="isGone"/> when it does not; neither when it did not answer.</summary>
    public void Asked(MethodFacts? facts, bool isGone, DateTime now)
    {
        if (facts is null && !isGone)
        {
            NextAskAt = now + TimeAfterSilence;
            Touch();
            return;
        }

        (SeenAt, IsMissing, NextAskAt) = (now, isGone, now + TimeBetweenQuestions);
        Touch();
        if (facts is not null)
        {
            Update(facts);
        }
    }

    /// <summary>Removes it; <paramref name="atProvider"/> when it no longer exists there. False when it was removed before.</summary>
    public bool Remove(DateTime now, bool atProvider = false)
    {
        if (RemovedAt is not null)
        {
            return false;
        }

        (RemovedAt, NextAskAt) = (now, null);
        Raise(new MethodRemoved(Id, atProvider));
        return true;
    }

    private static string Masked(string? email)
    {
        var at = (email ?? "").IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "" : $"{email![0]}…{email[at..]}";
    }
}
