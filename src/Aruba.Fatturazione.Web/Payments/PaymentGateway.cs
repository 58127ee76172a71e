using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>What a gateway is told about an attempt.</summary>
/// <param name="AttemptId">Our reference; also the root of every idempotency key, because an attempt's amount never changes.</param>
/// <param name="OrderNumber">The order, or empty when only a method is kept.</param>
/// <param name="Amount">Cents of euro; zero when only a method is kept.</param>
/// <param name="Keep">True when the method is to be kept for the next payments.</param>
/// <param name="Customer">The provider's name of the account, or null when it has none.</param>
/// <param name="SavedToken">The kept method to charge, or null.</param>
/// <param name="Email">Where the provider may send its receipt.</param>
/// <param name="ReturnUrl">Where the provider's page sends the customer back, whatever happened.</param>
/// <param name="CancelUrl">Where it sends one who gives up.</param>
/// <param name="StartedAt">UTC instant of the attempt.</param>
/// <param name="Round">The attempt's version when it was read: each collection has a key of its own, because a failure may be kept under a key.</param>
public sealed record PaymentRequest(
    Guid AttemptId, string OrderNumber, Importo Amount, bool Keep, string? Customer, string? SavedToken, string Email, Uri ReturnUrl, Uri CancelUrl, DateTime StartedAt, int Round)
{
    /// <summary>True when only a method is kept.</summary>
    public bool IsSetup => Amount == Importo.Zero;

    /// <summary>True when the customer is not there: nobody can confirm anything.</summary>
    public bool Unattended { get; init; }
}

/// <summary>What a provider says of money that it has taken. Compared with the attempt before it counts.</summary>
/// <param name="Reference">The provider's name of the money (PaymentIntent, capture): refunds are asked of it.</param>
/// <param name="Amount">Hundredths of <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="AttemptId">Our reference as the provider gives it back, or null.</param>
/// <param name="IsLive">True for real money, false for a test.</param>
/// <param name="Customer">The provider's name of who paid, or null.</param>
/// <param name="Method">The method that the provider keeps, or null when none is kept (yet).</param>
/// <param name="KeepsLater">True when the provider will say later whether it keeps the method.</param>
/// <param name="At">UTC instant at which the provider took it.</param>
public sealed record PaymentFacts(
    string Reference, Importo Amount, string Currency, Guid? AttemptId, bool IsLive, string? Customer, MethodFacts? Method, bool KeepsLater, DateTime At);

/// <summary>What a provider answered about an attempt, in our words: all a gateway can say.</summary>
public abstract record ProviderAnswer
{
    private ProviderAnswer()
    {
    }

    /// <summary>The object exists and has moved no money. Without a page it waits for <see cref="IPaymentGateway.CollectAsync"/>.</summary>
    public sealed record Opened(string Reference, string? PageUrl) : ProviderAnswer;

    /// <summary>The customer has not finished on the provider's page (null: it is the page already known).</summary>
    public sealed record Waiting(string? PageUrl) : ProviderAnswer;

    /// <summary>The customer has agreed; the money is still to be collected.</summary>
    public sealed record Agreed : ProviderAnswer;

    /// <summary>The money has been taken.</summary>
    public sealed record Paid(PaymentFacts Facts) : ProviderAnswer;

    /// <summary>The method is kept, no money moved (setup).</summary>
    public sealed record Kept(MethodFacts Method, Guid? AttemptId, bool IsLive) : ProviderAnswer;

    /// <summary>No, for good; nothing was charged.</summary>
    public sealed record Refused(RefusalReason Reason) : ProviderAnswer;

    /// <summary>It can no longer be paid and was not.</summary>
    public sealed record Gone(RefusalReason Reason) : ProviderAnswer;

    /// <summary>No usable answer: it may or may not have happened. <paramref name="Why"/> is for the log, without personal data.</summary>
    public sealed record Unsure(string Why) : ProviderAnswer;
}

/// <summary>A refund to be made.</summary>
/// <param name="RefundId">Our reference and idempotency key.</param>
/// <param name="PaymentReference">The provider's name of the money.</param>
/// <param name="Amount">How much goes back, positive.</param>
/// <param name="OrderNumber">The order.</param>
/// <param name="Currency">ISO 4217, upper case: that of the payment.</param>
public sealed record RefundRequest(Guid RefundId, string PaymentReference, Importo Amount, string OrderNumber, string Currency = "EUR");

/// <summary>What a provider answered to a refund.</summary>
public abstract record RefundAnswer
{
    private RefundAnswer()
    {
    }

    /// <summary>The provider has taken it.</summary>
    public sealed record Made(string Reference) : RefundAnswer;

    /// <summary>The provider refuses; <paramref name="Why"/> in Italian, for staff.</summary>
    public sealed record Refused(string Why) : RefundAnswer;

    /// <summary>No usable answer: ask again with the same key.</summary>
    public sealed record Unsure(string Why) : RefundAnswer;
}

/// <summary>
/// A provider of payments. Every call names its object first (<see cref="OpenAsync"/> moves no money and its answer is stored), so that
/// <see cref="LookAsync"/> can always find out what became of it. Failures are answers, never exceptions.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>The method it serves.</summary>
    PaymentMethod Method { get; }

    /// <summary>Source of its registered payments, also its name in addresses: <c>stripe</c>, <c>paypal</c>.</summary>
    string Source { get; }

    /// <summary>True when the configured account moves real money.</summary>
    bool IsLive { get; }

    /// <summary>False while too many calls have failed: the method is shown as temporarily unavailable.</summary>
    bool IsAvailable { get; }

    /// <summary>True when an account must have a name at the provider before a method can be kept.</summary>
    bool NeedsCustomer { get; }

    /// <summary>Makes the provider's name for an account; null when it does not answer. Repeating it gives the same name.</summary>
    Task<string?> CustomerAsync(Guid accountId, string email, CancellationToken ct);

    /// <summary>Makes the object that can be paid or confirmed: Opened, Refused or Unsure. Moves no money.</summary>
    Task<ProviderAnswer> OpenAsync(PaymentRequest request, CancellationToken ct);

    /// <summary>Asks what became of it.</summary>
    Task<ProviderAnswer> LookAsync(PaymentRequest request, string reference, CancellationToken ct);

    /// <summary>Moves the money of what the customer agreed to, or of a kept method. Repeating it is the same payment.</summary>
    Task<ProviderAnswer> CollectAsync(PaymentRequest request, string reference, CancellationToken ct);

    /// <summary>Makes sure that it can no longer be paid: Gone when it was not, Paid when it was already, Unsure when nobody knows.</summary>
    Task<ProviderAnswer> CloseAsync(PaymentRequest request, string reference, CancellationToken ct);

    /// <summary>Sends money back.</summary>
    Task<RefundAnswer> RefundAsync(RefundRequest request, CancellationToken ct);

    /// <summary>Makes the provider forget a kept method. False when it did not answer; true also when it knew it no longer.</summary>
    Task<bool> ForgetAsync(string token, CancellationToken ct);

    /// <summary>The kept method as the provider knows it now.</summary>
    Task<MethodAnswer> ReadMethodAsync(string token, CancellationToken ct);

    /// <summary>What an event of this provider is about, as <see cref="ProviderNews"/>.</summary>
    ProviderNews Read(string type, string body);
}

/// <summary>What a provider answered about a kept method.</summary>
/// <param name="Facts">The method; null when the provider no longer keeps it or did not answer.</param>
/// <param name="IsGone">True when the provider says that there is no such method.</param>
public sealed record MethodAnswer(MethodFacts? Facts, bool IsGone)
{
    /// <summary>True when the provider said one or the other.</summary>
    public bool IsAnswer => IsGone || Facts is not null;
}

/// <summary>What a webhook event is about. It never says what became of a payment: that is asked of the provider.</summary>
public abstract record ProviderNews
{
    private ProviderNews()
    {
    }

    /// <summary>Something happened to an attempt: ask. Named by our reference, by the provider's, or both.</summary>
    public sealed record OfAttempt(Guid? AttemptId, string? Reference) : ProviderNews;

    /// <summary>Money of a payment went back, whoever caused it. <paramref name="Amount"/> is positive.</summary>
    public sealed record Refunded(string PaymentReference, string RefundReference, Guid? RefundId, Importo Amount, string Currency, DateTime At) : ProviderNews;

    /// <summary>A refund that had been taken on could not be delivered: the money is the shop's again. <paramref name="Amount"/> is positive.</summary>
    public sealed record RefundFailed(string PaymentReference, string RefundReference, Guid? RefundId, Importo Amount, DateTime At) : ProviderNews;

    /// <summary>The customer's bank disputes a payment; <paramref name="Taken"/> when it has taken the money back.</summary>
    public sealed record Disputed(string PaymentReference, string DisputeReference, Importo Amount, bool Taken, DateTime At) : ProviderNews;

    /// <summary>A dispute was won: the money is back.</summary>
    public sealed record DisputeWon(string PaymentReference, string DisputeReference, Importo Amount, DateTime At) : ProviderNews;

    /// <summary>A kept method has new data at the provider: read it again.</summary>
    public sealed record MethodChanged(string Token) : ProviderNews;

    /// <summary>A kept method no longer exists.</summary>
    public sealed record MethodGone(string Token) : ProviderNews;

    /// <summary>A method was kept after its payment had ended.</summary>
    public sealed record MethodKeptLater(MethodFacts Method, string? OrderReference) : ProviderNews;

    /// <summary>It belongs to another account or mode: no effect, but a person should know.</summary>
    public sealed record Strange(string Why) : ProviderNews;

    /// <summary>Nothing that the shop acts on.</summary>
    public sealed record Irrelevant : ProviderNews;
}
