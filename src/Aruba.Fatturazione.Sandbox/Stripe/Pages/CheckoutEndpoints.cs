using Aruba.Fatturazione.Sandbox.Pages;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Aruba.Fatturazione.Sandbox.Stripe.Pages;

/// <summary>The hosted page of a Checkout Session: what the person sees at Stripe's address.</summary>
internal static class CheckoutEndpoints
{
    public static void MapCheckout(this WebApplication app)
    {
        app.MapGet("/stripe/checkout/{id}", IResult (string id, bool? rifiutata, HttpContext context, StripeWorld world) =>
        {
            lock (world.Gate)
            {
                var refusal = rifiutata == true ? CardDecline.PaymentNotAuthenticated.Italian : null;
                return world.Sessions.Find(id) is { } session ? Show(context, session, null, refusal) : NoSession();
            }
        });
        app.MapPost("/stripe/checkout/{id}", async Task<IResult> (string id, HttpContext context, StripeWorld world, StripeTill till) =>
        {
            var typed = CardForm.Read(await context.Request.ReadFormAsync(), world.UtcNow);
            lock (world.Gate)
            {
                return world.Sessions.Find(id) is { } session ? Pay(context, world, till, session, typed) : NoSession();
            }
        });
    }

    /// <summary>The page, or what to say when nothing can be paid any more.</summary>
    private static RazorComponentResult Show(HttpContext context, StripeSession session, CardForm? typed, string? refusal)
    {
        context.Response.MayLeadTo(session.SuccessUrl, session.CancelUrl);
        if (!session.IsOpen)
        {
            return session.Status == "complete"
                ? SandboxPages.Page<ClosedPage>(new { Title = "Già fatto", Message = "Questa pagina è già servita: non serve ripetere.", Back = session.SuccessAddress })
                : SandboxPages.Page<ClosedPage>(new { Title = "Pagina scaduta", Message = "Il tempo per pagare qui è finito. Non è stato addebitato niente.", Back = session.CancelUrl });
        }

        var page = SandboxPages.Page<CheckoutPage>(new { View = CheckoutView.Of(session, typed, refusal) });
        page.StatusCode = typed is null ? StatusCodes.Status200OK
            : refusal is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status402PaymentRequired;
        return page;
    }

    private static IResult Pay(HttpContext context, StripeWorld world, StripeTill till, StripeSession session, CardForm typed)
    {
        if (session.Status == "complete")
        {
            return MailboxEndpoints.SeeOther(session.SuccessAddress); // pressed twice: the first time counted
        }

        if (!session.IsOpen || typed.Errors.Count > 0 || typed.Card is not { } test)
        {
            return Show(context, session, typed, null);
        }

        var intent = IntentOf(world, session);
        intent.Take(world.Cards.Add(new StripeCard(StripeWorld.NewId("pm"), world.Now, test.Nature, test.Brand, test.Number[^4..])
        {
            ExpMonth = typed.ExpMonth,
            ExpYear = typed.ExpYear,
            HolderName = typed.Name,
            HolderEmail = session.Customer?.Email ?? session.CustomerEmail,
            AllowRedisplay = "limited",
        }));
        context.Response.MayLeadTo(session.SuccessUrl, session.CancelUrl);
        return till.Try(intent, CardPresence.Typed, $"{context.Request.Scheme}://{context.Request.Host}/stripe") is { } decline
            ? Show(context, session, typed, decline.Italian)
            : MailboxEndpoints.SeeOther(intent.Status == "requires_action" ? $"/stripe/3ds/{intent.Id}" : session.SuccessAddress);
    }

    /// <summary>The setup that the session has from the beginning, or the payment that its page begins now.</summary>
    private static StripeIntent IntentOf(StripeWorld world, StripeSession session)
    {
        if (session.Setup is { } setup)
        {
            return setup;
        }

        if (session.Payment is { } begun)
        {
            return begun;
        }

        session.Customer ??= NewCustomer(world, session);
        var id = StripeWorld.NewId("pi");
        var payment = world.Payments.Add(new StripePayment(id, world.Now, $"{id}_secret_{StripeWorld.NewId("s")[2..]}", session.Total ?? 0, session.Currency ?? "")
        {
            Customer = session.Customer,
            Description = session.IntentDescription,
            ReceiptEmail = session.ReceiptEmail,
            Session = session,
            SetupFutureUsage = session.SetupFutureUsage,
        });
        payment.Merge(session.IntentMetadata);
        session.Payment = payment;
        world.Tell("payment_intent.created", payment);
        return payment;
    }

    private static StripeCustomer? NewCustomer(StripeWorld world, StripeSession session)
    {
        if (session.CustomerCreation != "always" && session.SetupFutureUsage is null)
        {
            return null; // a guest
        }

        var customer = world.Customers.Add(new StripeCustomer(StripeWorld.NewId("cus"), world.Now) { Email = session.CustomerEmail });
        world.Tell("customer.created", customer);
        return customer;
    }

    private static RazorComponentResult NoSession()
    {
        var page = SandboxPages.Page<ClosedPage>(new { Title = "Pagina non trovata", Message = "Questo pagamento non c'è: forse il banco di prova è stato riavviato." });
        page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }
}
