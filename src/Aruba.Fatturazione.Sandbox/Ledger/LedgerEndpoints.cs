using Aruba.Fatturazione.Sandbox.Pages;
using Aruba.Fatturazione.Sandbox.Smtp;

namespace Aruba.Fatturazione.Sandbox.Ledger;

/// <summary><c>/ledger</c>: GET shows what really happened, as JSON or as a page; DELETE begins a new world.</summary>
internal static class LedgerEndpoints
{
    public static void MapLedger(this WebApplication app)
    {
        app.MapGet("/ledger", IResult (HttpRequest request, MoneyLedger ledger) =>
            request.WantsPage() ? SandboxPages.Page<LedgerPage>(new { Ledger = ledger.State }) : Results.Json(ledger.State));
        app.MapDelete("/ledger", (MoneyLedger ledger) =>
        {
            ledger.Empty();
            return Results.NoContent();
        });
        app.MapPost("/ledger/svuota", (MoneyLedger ledger) =>
        {
            ledger.Empty();
            return MailboxEndpoints.SeeOther("/ledger");
        });
    }
}
