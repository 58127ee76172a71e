namespace Aruba.Fatturazione.Sandbox.Ledger;

/// <summary>Money that a provider really took.</summary>
/// <param name="Provider"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="Id">The provider's id of the charge or capture.</param>
/// <param name="Order">The order that the shop named in its metadata; null when it named none.</param>
/// <param name="Attempt">The payment attempt that the shop named; null when it named none.</param>
/// <param name="AmountCents">Amount in cents, above zero.</param>
/// <param name="Currency">ISO 4217 code in lower case.</param>
/// <param name="Customer">The provider's id of the customer; null for a guest.</param>
/// <param name="Method">The provider's id of the card or account charged; null when it has none.</param>
/// <param name="At">When, in UTC.</param>
public sealed record LedgerCapture(
    string Provider, string Id, string? Order, string? Attempt, long AmountCents, string Currency, string? Customer, string? Method, DateTime At);

/// <summary>Money that a provider really gave back.</summary>
/// <param name="Provider"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="Id">The provider's id of the refund.</param>
/// <param name="Capture">Id of the capture it takes from.</param>
/// <param name="AmountCents">Amount in cents, above zero.</param>
/// <param name="At">When, in UTC.</param>
public sealed record LedgerRefund(string Provider, string Id, string Capture, long AmountCents, DateTime At);

/// <summary>A card or account that a provider keeps for later.</summary>
/// <param name="Provider"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="Id">The provider's id of the saved method.</param>
/// <param name="Customer">The provider's id of its owner.</param>
/// <param name="Brand">Card brand; null for an account.</param>
/// <param name="Last4">Last four digits; null for an account.</param>
/// <param name="Email">Address of the account; null for a card.</param>
/// <param name="At">When it was saved, in UTC.</param>
/// <param name="RemovedAt">When it was removed, in UTC; null while it is kept.</param>
public sealed record LedgerVaulted(
    string Provider, string Id, string? Customer, string? Brand, string? Last4, string? Email, DateTime At, DateTime? RemovedAt = null);

/// <summary>A charge that its payer contests.</summary>
/// <param name="Provider"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="Id">The provider's id of the dispute.</param>
/// <param name="Capture">Id of the contested capture.</param>
/// <param name="AmountCents">Contested amount in cents.</param>
/// <param name="Reason">The provider's word for the reason.</param>
/// <param name="At">When it was opened, in UTC.</param>
public sealed record LedgerDispute(string Provider, string Id, string Capture, long AmountCents, string Reason, DateTime At);

/// <summary>One call to a provider's API.</summary>
/// <param name="Provider"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path as the provider knows it, without the sandbox's prefix and without the query.</param>
/// <param name="Status">Status with which the provider answered; 0 when the call was lost before it was processed.</param>
/// <param name="IdempotencyKey">The caller's key; null without one.</param>
/// <param name="At">When it was answered, in UTC.</param>
public sealed record LedgerCall(string Provider, string Method, string Path, int Status, string? IdempotencyKey, DateTime At);

/// <summary>A call that is wrong by the provider's public description: a bug of the caller.</summary>
/// <param name="Provider"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="Path">Method and path, such as <c>POST /v1/refunds</c>.</param>
/// <param name="Why">What is wrong, in the provider's words.</param>
public sealed record LedgerRefusal(string Provider, string Path, string Why);

/// <summary>The whole ledger at one moment, each list in order of time.</summary>
/// <param name="Captures">Money taken.</param>
/// <param name="Refunds">Money given back.</param>
/// <param name="Vault">Methods saved.</param>
/// <param name="Disputes">Charges contested.</param>
/// <param name="Calls">Calls received.</param>
/// <param name="RefusedRequests">Calls that were wrong.</param>
public sealed record LedgerState(
    IReadOnlyList<LedgerCapture> Captures,
    IReadOnlyList<LedgerRefund> Refunds,
    IReadOnlyList<LedgerVaulted> Vault,
    IReadOnlyList<LedgerDispute> Disputes,
    IReadOnlyList<LedgerCall> Calls,
    IReadOnlyList<LedgerRefusal> RefusedRequests);
