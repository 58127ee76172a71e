using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;
using static Aruba.Fatturazione.Sandbox.Stripe.Wire.Field;

namespace Aruba.Fatturazione.Sandbox.Stripe.Calls;

/// <summary>https://docs.stripe.com/api/payment_intents</summary>
internal static class PaymentCalls
{
    private const string Wrong = "payment_intent_unexpected_state";

    private static readonly GroupShape Common = Shape.Group(
        May("payment_method", Shape.Id),
        May("off_session", Shape.Flag),
        May("return_url", Shape.Url),
        May("error_on_requires_action", Shape.Flag),
        May("setup_future_usage", Shape.OneOfOrNone("off_session", "on_session")),
        May("receipt_email", Shape.Short(512)),
        May("allowed_payment_method_types", ListShapes.MethodTypes),
        May("payment_method_options", ListShapes.MethodOptions),
        May("capture_method", Shape.OneOf("automatic", "automatic_async")))
        .AsRequest()
        .AndNotModelled(
            "amount_details", "confirmation_token", "excluded_payment_method_types", "hooks", "mandate", "mandate_data", "payment_details",
            "payment_method_data", "radar_options", "shipping", "use_stripe_sdk");

    private static readonly GroupShape CreateShape = Common.And(
        Need("amount", Shape.Charge),
        Need("currency", Shape.Currency),
        May("customer", Shape.Id),
        May("confirm", Shape.Flag),
        May("confirmation_method", Shape.OneOf("automatic")),
        May("description", Shape.Text),
        May("metadata", Shape.Metadata),
        May("automatic_payment_methods", ListShapes.Automatic))
        .AndNotModelled(
            "application_fee_amount", "customer_account", "on_behalf_of", "payment_method_configuration", "statement_descriptor", "statement_descriptor_suffix",
            "transfer_data", "transfer_group");

    public static readonly IReadOnlyList<StripeEndpoint> All =
    [
        new("POST", "/v1/payment_intents", CreateShape, "payment_intent", Create),
        new("GET", "/v1/payment_intents", Shape.Group(May("customer", Shape.Id)).AsList().AndNotModelled("customer_account"), "payment_intent", List, IsList: true),
        new("GET", "/v1/payment_intents/search", ListShapes.Search, "payment_intent", c => c.Found(c.World.Payments.Newest), IsList: true),
        new("GET", "/v1/payment_intents/{id}", ListShapes.One, "payment_intent", c => c.Ok(c.World.Payments.Get(c.Id))),
        new("POST", "/v1/payment_intents/{id}/confirm", Common.AndNotModelled("amount_to_confirm"), "payment_intent", Confirm),
        new("POST", "/v1/payment_intents/{id}/cancel", Shape.Group(
            May("cancellation_reason", Shape.OneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"))).AsRequest(), "payment_intent", Cancel),
    ];

    private static StripeReply Create(StripeCall call)
    {
        var given = call.Params;
        given.OnlyWithConfirm("off_session", "return_url", "error_on_requires_action");
        given.NotBoth("automatic_payment_methods", "allowed_payment_method_types");
        var automatic = given.Group("automatic_payment_methods");
        var isAutomatic = given.Has("automatic_payment_methods") ? automatic.Flag("enabled") : !given.Has("allowed_payment_method_types");
        var allowsRedirects = automatic.Text("allow_redirects") != "never";
        var customer = call.World.Customers.Named(given.Text("customer"), "customer");
        if (given.Flag("confirm"))
        {
            IntentRules.NeedReturnUrl(isAutomatic, allowsRedirects, given.Flag("off_session"), given.Text("return_url"), "PaymentIntent");
            NeedCard(given.Text("payment_method"), null);
        }

        var card = call.CardFor(customer);
        var id = StripeWorld.NewId("pi");
        var payment = new StripePayment(id, call.World.Now, $"{id}_secret_{StripeWorld.NewId("s")[2..]}", given.Whole("amount") ?? 0, given.Text("currency") ?? "")
        {
            Customer = customer,
            Description = given.Text("description"),
            IsAutomatic = isAutomatic,
            AllowsRedirects = allowsRedirects,
            ReceiptEmail = given.Text("receipt_email"),
            SetupFutureUsage = given.Text("setup_future_usage"),
            ReturnUrl = given.Text("return_url"),
        };
        payment.Merge(given);
        return Begin(call, payment, card);
    }

    private static StripeReply Begin(StripeCall call, StripePayment payment, StripeCard? card)
    {
        call.World.Payments.Add(payment);
        if (card is not null)
        {
            payment.Take(card);
        }

        call.World.Tell("payment_intent.created", payment);
        return call.Params.Flag("confirm") ? Try(call, payment) : call.Ok(payment);
    }

    private static StripeReply Confirm(StripeCall call)
    {
        var payment = call.World.Payments.Get(call.Id);
        var given = call.Params;
        if (payment.Session is not null)
        {
            throw new StripeRefusal("You cannot confirm a PaymentIntent created by a Checkout Session.", null, Wrong);
        }

        if (payment.IsOver)
        {
            throw StripeRefusal.NotNow(
                payment.Status == "succeeded"
                    ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
                    : "You cannot confirm this PaymentIntent because it has a status of canceled.",
                null, Wrong, payment.ToJson(Expansion.None));
        }

        var returnUrl = given.Text("return_url") ?? payment.ReturnUrl;
        IntentRules.NeedReturnUrl(payment.IsAutomatic, payment.AllowsRedirects, given.Flag("off_session"), returnUrl, "PaymentIntent");
        NeedCard(given.Text("payment_method") ?? payment.Card?.Id, payment);
        if ((call.CardFor(payment.Customer) ?? payment.Card) is { } card)
        {
            IntentRules.Usable(card, payment.Customer);
            payment.Take(card);
        }

        payment.ReturnUrl = returnUrl;
        payment.SetupFutureUsage = given.Has("setup_future_usage") ? given.Text("setup_future_usage") : payment.SetupFutureUsage;
        return Try(call, payment);
    }

    private static StripeReply Try(StripeCall call, StripePayment payment)
    {
        var presence = call.Params.Flag("off_session") ? CardPresence.OffSession : CardPresence.OnSession;
        var decline = call.Till.Try(payment, presence, call.Pages, call.Params.Flag("error_on_requires_action"));
        return decline is null ? call.Ok(payment) : call.Declined(payment);
    }

    private static StripeReply Cancel(StripeCall call)
    {
        var payment = call.World.Payments.Get(call.Id);
        if (payment.Session is { IsOpen: true })
        {
            throw new StripeRefusal("You cannot cancel the PaymentIntent of a Checkout Session. Expire the Checkout Session instead.", null, Wrong);
        }

        if (payment.IsOver)
        {
            throw StripeRefusal.NotNow(
                $"You cannot cancel this PaymentIntent because it has a status of {payment.Status}. Only a PaymentIntent with one of the following statuses may be "
                + "canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.",
                null, Wrong, payment.ToJson(Expansion.None));
        }

        payment.Cancel(call.Params.Text("cancellation_reason"), call.World.Now);
        call.World.Tell("payment_intent.canceled", payment);
        return call.Ok(payment);
    }

    private static StripeReply List(StripeCall call)
    {
        var customer = call.World.Customers.Named(call.Params.Text("customer"), "customer");
        return call.Page(call.World.Payments.Newest.Where(p => customer is null || p.Customer == customer), "payment_intent");
    }

    private static void NeedCard(string? card, StripePayment? payment)
    {
        if (card is null)
        {
            throw new StripeRefusal(
                "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then "
                + "confirm it again, or confirm it again directly with a payment method.", null, Wrong)
            {
                PaymentIntent = payment?.ToJson(Expansion.None),
            };
        }
    }
}
