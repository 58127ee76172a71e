using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;
using static Aruba.Fatturazione.Sandbox.Stripe.Wire.Field;

namespace Aruba.Fatturazione.Sandbox.Stripe.Calls;

/// <summary>https://docs.stripe.com/api/setup_intents</summary>
internal static class SetupCalls
{
    private const string Wrong = "setup_intent_unexpected_state";

    private static readonly GroupShape Common = Shape.Group(
        May("payment_method", Shape.Id),
        May("return_url", Shape.Url),
        May("allowed_payment_method_types", ListShapes.MethodTypes),
        May("payment_method_options", ListShapes.MethodOptions))
        .AsRequest()
        .AndNotModelled("confirmation_token", "mandate_data", "payment_method_data", "use_stripe_sdk");

    private static readonly GroupShape CreateShape = Common.And(
        May("customer", Shape.Id),
        May("confirm", Shape.Flag),
        May("usage", Shape.OneOf("off_session", "on_session")),
        May("description", Shape.Text),
        May("metadata", Shape.Metadata),
        May("automatic_payment_methods", ListShapes.Automatic))
        .AndNotModelled(
            "attach_to_self", "customer_account", "excluded_payment_method_types", "flow_directions", "on_behalf_of", "payment_method_configuration", "single_use");

    public static readonly IReadOnlyList<StripeEndpoint> All =
    [
        new("POST", "/v1/setup_intents", CreateShape, "setup_intent", Create),
        new("GET", "/v1/setup_intents", Shape.Group(May("customer", Shape.Id), May("payment_method", Shape.Id)).AsList()
            .AndNotModelled("attach_to_self", "customer_account"), "setup_intent", List, IsList: true),
        new("GET", "/v1/setup_intents/{id}", ListShapes.One, "setup_intent", c => c.Ok(c.World.Setups.Get(c.Id))),
        new("POST", "/v1/setup_intents/{id}/confirm", Common, "setup_intent", Confirm),
        new("POST", "/v1/setup_intents/{id}/cancel", Shape.Group(
            May("cancellation_reason", Shape.OneOf("abandoned", "duplicate", "requested_by_customer"))).AsRequest(), "setup_intent", Cancel),
    ];

    private static StripeReply Create(StripeCall call)
    {
        var given = call.Params;
        given.OnlyWithConfirm("return_url");
        given.NotBoth("automatic_payment_methods", "allowed_payment_method_types");
        var automatic = given.Group("automatic_payment_methods");
        var isAutomatic = given.Has("automatic_payment_methods") ? automatic.Flag("enabled") : !given.Has("allowed_payment_method_types");
        var allowsRedirects = automatic.Text("allow_redirects") != "never";
        var customer = call.World.Customers.Named(given.Text("customer"), "customer");
        if (given.Flag("confirm"))
        {
            IntentRules.NeedReturnUrl(isAutomatic, allowsRedirects, isOffSession: false, given.Text("return_url"), "SetupIntent");
            NeedCard(given.Text("payment_method"));
        }

        var card = call.CardFor(customer);
        var id = StripeWorld.NewId("seti");
        var setup = call.World.Setups.Add(new StripeSetup(id, call.World.Now, $"{id}_secret_{StripeWorld.NewId("s")[2..]}")
        {
            Customer = customer,
            Description = given.Text("description"),
            IsAutomatic = isAutomatic,
            AllowsRedirects = allowsRedirects,
            Usage = given.Text("usage") ?? "off_session",
            ReturnUrl = given.Text("return_url"),
        });
        setup.Merge(given);
        if (card is not null)
        {
            setup.Take(card);
        }

        call.World.Tell("setup_intent.created", setup);
        return given.Flag("confirm") ? Try(call, setup) : call.Ok(setup);
    }

    private static StripeReply Confirm(StripeCall call)
    {
        var setup = call.World.Setups.Get(call.Id);
        if (setup.Session is not null)
        {
            throw new StripeRefusal("You cannot confirm a SetupIntent created by a Checkout Session.", null, Wrong);
        }

        if (setup.IsOver)
        {
            throw StripeRefusal.NotNow($"You cannot confirm this SetupIntent because it has a status of {setup.Status}.", null, Wrong);
        }

        var returnUrl = call.Params.Text("return_url") ?? setup.ReturnUrl;
        IntentRules.NeedReturnUrl(setup.IsAutomatic, setup.AllowsRedirects, isOffSession: false, returnUrl, "SetupIntent");
        NeedCard(call.Params.Text("payment_method") ?? setup.Card?.Id);
        if ((call.CardFor(setup.Customer) ?? setup.Card) is { } card)
        {
            IntentRules.Usable(card, setup.Customer);
            setup.Take(card);
        }

        setup.ReturnUrl = returnUrl;
        return Try(call, setup);
    }

    private static StripeReply Try(StripeCall call, StripeSetup setup) =>
        call.Till.Try(setup, CardPresence.OnSession, call.Pages) is null ? call.Ok(setup) : call.Declined(setup);

    private static StripeReply Cancel(StripeCall call)
    {
        var setup = call.World.Setups.Get(call.Id);
        if (setup.Session is { IsOpen: true })
        {
            throw new StripeRefusal("You cannot cancel the SetupIntent of a Checkout Session. Expire the Checkout Session instead.", null, Wrong);
        }

        if (setup.IsOver)
        {
            throw StripeRefusal.NotNow($"You cannot cancel this SetupIntent because it has a status of {setup.Status}.", null, Wrong);
        }

        setup.Cancel(call.Params.Text("cancellation_reason"), call.World.Now);
        call.World.Tell("setup_intent.canceled", setup);
        return call.Ok(setup);
    }

    private static StripeReply List(StripeCall call)
    {
        var customer = call.World.Customers.Named(call.Params.Text("customer"), "customer");
        var card = call.Params.Text("payment_method");
        return call.Page(
            call.World.Setups.Newest.Where(s => (customer is null || s.Customer == customer) && (card is null || s.Card?.Id == card)), "setupintent");
    }

    private static void NeedCard(string? card)
    {
        if (card is null)
        {
            throw new StripeRefusal("You cannot confirm this SetupIntent because it's missing a payment method.", null, Wrong);
        }
    }
}
