using Aruba.Fatturazione.Sandbox.Pages;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Aruba.Fatturazione.Sandbox.Stripe.Pages;

/// <summary>The bank's page on which a person confirms a payment, or that a card is kept.</summary>
internal static class ThreeDSecureEndpoints
{
    public static void MapThreeDSecure(this WebApplication app)
    {
        app.MapGet("/stripe/3ds/{id}", IResult (string id, HttpContext context, StripeWorld world) =>
        {
            lock (world.Gate)
            {
                return Find(world, id) is { } intent ? Show(context, intent) : Closed(null, StatusCodes.Status404NotFound);
            }
        });
        app.MapPost("/stripe/3ds/{id}", async Task<IResult> (string id, HttpContext context, StripeWorld world, StripeTill till) =>
        {
            var answer = (await context.Request.ReadFormAsync())["esito"].ToString();
            lock (world.Gate)
            {
                return Find(world, id) is not { } intent ? Closed(null, StatusCodes.Status404NotFound)
                    : intent.Status != "requires_action" || answer is not ("conferma" or "rifiuta") ? Show(context, intent)
                    : Finish(context, intent, till.Authenticated(intent, answer == "conferma"));
            }
        });
    }

    private static StripeIntent? Find(StripeWorld world, string id) => world.Payments.Find(id) is { } payment ? payment : world.Setups.Find(id);

    private static RazorComponentResult Show(HttpContext context, StripeIntent intent)
    {
        context.Response.MayLeadTo(intent.ReturnUrl, intent.Session?.SuccessUrl, intent.Session?.CancelUrl);
        if (intent.Status != "requires_action")
        {
            var back = intent.Session is { } session ? (intent.Status == "succeeded" ? session.SuccessAddress : session.CancelUrl) : BackTo(intent);
            return Closed(back, StatusCodes.Status200OK);
        }

        return SandboxPages.Page<ThreeDSecurePage>(new { intent.Id, (intent as StripePayment)?.Amount, intent.Card?.Last4 });
    }

    private static IResult Finish(HttpContext context, StripeIntent intent, CardDecline? decline)
    {
        context.Response.MayLeadTo(intent.ReturnUrl, intent.Session?.SuccessUrl, intent.Session?.CancelUrl);
        if (intent.Session is { } session)
        {
            return MailboxEndpoints.SeeOther(decline is null ? session.SuccessAddress : $"/stripe/checkout/{session.Id}?rifiutata=true");
        }

        return BackTo(intent) is { } back ? MailboxEndpoints.SeeOther(back) : Closed(null, StatusCodes.Status200OK);
    }

    // https://docs.stripe.com/payments/payment-intents: the query with which Stripe sends the person back.
    private static string? BackTo(StripeIntent intent) => intent.ReturnUrl is not { } address ? null
        : QueryHelpers.AddQueryString(address, new Dictionary<string, string?>
        {
            [intent.Kind] = intent.Id,
            [$"{intent.Kind}_client_secret"] = intent.ClientSecret,
            ["redirect_status"] = intent.Status == "succeeded" ? "succeeded" : "failed",
        });

    private static RazorComponentResult Closed(string? back, int status)
    {
        var page = SandboxPages.Page<ClosedPage>(new { Title = "Niente da confermare", Message = "Questa conferma è già stata data, oppure non serve più.", Back = back });
        page.StatusCode = status;
        return page;
    }
}
