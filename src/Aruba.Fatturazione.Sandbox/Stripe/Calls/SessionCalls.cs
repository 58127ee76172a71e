using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Calls;

/// <summary>https://docs.stripe.com/api/checkout/sessions</summary>
internal static class SessionCalls
{
    private const long HalfAnHour = 30 * 60;
    private const long Day = 24 * 60 * 60;

    public static readonly IReadOnlyList<StripeEndpoint> All =
    [
        new("POST", "/v1/checkout/sessions", SessionShapes.Create, "checkout.session", Create),
        new("GET", "/v1/checkout/sessions", SessionShapes.List, "checkout.session", List, IsList: true),
        new("GET", "/v1/checkout/sessions/{id}", ListShapes.One, "checkout.session", c => c.Ok(c.World.Sessions.Get(c.Id))),
        new("GET", "/v1/checkout/sessions/{id}/line_items", Shape.Group().AsList(), "item", c => StripeReply.Ok(c.World.Sessions.Get(c.Id).LinesJson()), IsList: true),
        new("POST", "/v1/checkout/sessions/{id}/expire", ListShapes.One, "checkout.session", Expire),
    ];

    private static StripeReply Create(StripeCall call)
    {
        CheckMode(call.Params);
        call.Params.NotBoth("customer", "customer_email");
        call.Params.NotBoth("customer", "customer_creation");
        var customer = call.World.Customers.Named(call.Params.Text("customer"), "customer");
        var session = call.World.Sessions.Add(Build(call, customer, LinesOf(call.Params), ExpiryOf(call)));
        session.Merge(call.Params);
        if (session.Mode == "setup")
        {
            session.Setup = NewSetup(call.World, session);
        }

        call.World.At(session.ExpiresAt, session.Id, () => Close(call.World, session));
        return call.Ok(session);
    }

    private static StripeSession Build(StripeCall call, StripeCustomer? customer, List<SessionLine> lines, long expiry)
    {
        var given = call.Params;
        var id = StripeWorld.NewId("cs_test");
        var data = given.Group(given.Text("mode") == "setup" ? "setup_intent_data" : "payment_intent_data");
        return new StripeSession(id, call.World.Now)
        {
            Mode = given.Text("mode") ?? "",
            Url = $"{call.Pages}/checkout/{id}",
            SuccessUrl = given.Text("success_url") ?? "",
            CancelUrl = given.Text("cancel_url"),
            ExpiresAt = expiry,
            Locale = given.Text("locale"),
            Currency = lines.Count > 0 ? lines[0].Currency : given.Text("currency"),
            Reference = given.Text("client_reference_id"),
            Customer = customer,
            CustomerEmail = given.Text("customer_email"),
            CustomerCreation = customer is null ? given.Text("customer_creation") ?? "if_required" : null,
            Lines = lines,
            IntentDescription = data.Text("description"),
            IntentMetadata = data.Map("metadata"),
            SetupFutureUsage = data.Text("setup_future_usage"),
            ReceiptEmail = data.Text("receipt_email"),
        };
    }

    private static void CheckMode(StripeParams given)
    {
        var mode = given.Text("mode");
        if (mode == "subscription")
        {
            throw new StripeRefusal("Stripe knows the mode 'subscription', but this sandbox does not model it.", "mode", "sandbox_not_modelled");
        }

        string[] strangers = mode == "setup" ? ["line_items", "payment_intent_data", "submit_type"] : ["setup_intent_data"];
        if (strangers.FirstOrDefault(given.Has) is { } stranger)
        {
            throw new StripeRefusal($"You can not pass `{stranger}` in `{mode}` mode.", stranger);
        }

        if (mode == "setup" && !given.Has("currency") && !given.Has("allowed_payment_method_types"))
        {
            throw new StripeRefusal("Missing required param: currency.", "currency", "parameter_missing");
        }

        if (mode == "payment" && given.Items("line_items").Count == 0)
        {
            throw new StripeRefusal("Missing required param: line_items.", "line_items", "parameter_missing");
        }
    }

    private static List<SessionLine> LinesOf(StripeParams given)
    {
        var lines = given.Items("line_items").Select(item =>
        {
            var price = item.Group("price_data");
            return new SessionLine(
                StripeWorld.NewId("li"), price.Group("product_data").Text("name") ?? "", price.Whole("unit_amount") ?? 0, item.Whole("quantity") ?? 1, price.Text("currency") ?? "");
        }).ToList();
        if (lines.Any(l => l.Currency != (given.Text("currency") ?? lines[0].Currency)))
        {
            throw new StripeRefusal("All line items of a Checkout Session must have the same currency.", "line_items");
        }

        return lines.Count == 0 || lines.Sum(l => l.Amount) is >= 50 and <= 99_999_999
            ? lines
            : throw new StripeRefusal("The Checkout Session's total amount due must add up to at least €0.50 eur and no more than €999,999.99", null, "amount_too_small");
    }

    private static long ExpiryOf(StripeCall call)
    {
        var now = call.World.Now;
        var expiry = call.Params.Whole("expires_at") ?? now + Day;
        return expiry < now + HalfAnHour
            ? throw new StripeRefusal("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", "expires_at")
            : expiry > now + Day
                ? throw new StripeRefusal("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", "expires_at")
                : expiry;
    }

    private static StripeSetup NewSetup(StripeWorld world, StripeSession session)
    {
        var id = StripeWorld.NewId("seti");
        var setup = world.Setups.Add(new StripeSetup(id, world.Now, $"{id}_secret_{StripeWorld.NewId("s")[2..]}")
        {
            Customer = session.Customer,
            Description = session.IntentDescription,
            Session = session,
        });
        setup.Merge(session.IntentMetadata);
        world.Tell("setup_intent.created", setup);
        return setup;
    }

    private static StripeReply List(StripeCall call)
    {
        var (customer, payment, status) = (call.Params.Text("customer"), call.Params.Text("payment_intent"), call.Params.Text("status"));
        return call.Page(
            call.World.Sessions.Newest.Where(s =>
                (customer is null || s.Customer?.Id == customer) && (payment is null || s.Payment?.Id == payment) && (status is null || s.Status == status)),
            "checkout.session");
    }

    private static StripeReply Expire(StripeCall call)
    {
        var session = call.World.Sessions.Get(call.Id);
        if (!session.IsOpen)
        {
            throw StripeRefusal.NotNow(
                $"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `{session.Status}`.");
        }

        Close(call.World, session);
        return call.Ok(session);
    }

    /// <summary>Nobody can pay on the page any more; what it had begun is cancelled.</summary>
    private static void Close(StripeWorld world, StripeSession session)
    {
        if (!session.IsOpen)
        {
            return;
        }

        session.Expire();
        StripeIntent? intent = session.Payment is { } payment ? payment : session.Setup;
        if (intent is { IsOver: false })
        {
            intent.Cancel("abandoned", world.Now);
            world.Tell($"{intent.Kind}.canceled", intent);
        }

        world.Tell("checkout.session.expired", session);
    }
}
