using System.Diagnostics;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Features.Payments;

/// <summary>Where a customer goes after money was asked for.</summary>
internal static class PaymentRoads
{
    /// <summary>The next address; what went wrong is told on the page of methods at <paramref name="again"/>.</summary>
    public static IActionResult Lead(PaymentStart start, string again) => start switch
    {
        PaymentStart.GoTo there => new RedirectResult(there.Page.AbsoluteUri),
        PaymentStart.See attempt => new LocalRedirectResult($"/pagamento/{attempt.AttemptId:N}"),
        PaymentStart.Refused refused => new LocalRedirectResult($"{again}?esito={refused.Reason}"),
        PaymentStart.Unavailable => new LocalRedirectResult($"{again}?esito={RefusalReason.NotStarted}"),
        PaymentStart.NothingDue => new LocalRedirectResult($"{again}?esito=nulla"),
        PaymentStart.NoSuchMethod => new LocalRedirectResult($"{again}?esito={RefusalReason.MethodGone}"),
        PaymentStart.TooMany => new LocalRedirectResult($"{again}?esito=troppi"),
        _ => throw new UnreachableException(),
    };
}
