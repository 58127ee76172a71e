namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>What is being bought, beside every step of the purchase (model of <c>_OrderSummary.cshtml</c>).</summary>
/// <param name="Heading">The heading ("Il tuo ordine").</param>
/// <param name="Lines">What is in the order.</param>
/// <param name="NetCents">Sum without IVA, in cents.</param>
/// <param name="IvaCents">IVA, in cents.</param>
/// <param name="GrossCents">What will be charged, in cents.</param>
/// <param name="Years">Term in years.</param>
/// <param name="Until">Last day of the term when it is known, else null (it starts when the payment is registered).</param>
public sealed record OrderSummary(
    string Heading, IReadOnlyList<SummaryLine> Lines, long NetCents, long IvaCents, long GrossCents, int Years, DateOnly? Until);

/// <summary>One line of an <see cref="OrderSummary"/>.</summary>
/// <param name="Name">The article.</param>
/// <param name="Detail">Quantity or term in words, or null.</param>
/// <param name="NetCents">Amount without IVA, in cents.</param>
public sealed record SummaryLine(string Name, string? Detail, long NetCents);
