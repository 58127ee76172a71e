using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;
using static Aruba.Fatturazione.Sandbox.Stripe.Wire.Field;

namespace Aruba.Fatturazione.Sandbox.Stripe.Calls;

/// <summary>https://docs.stripe.com/api/payment_methods</summary>
internal static class CardCalls
{
    private static readonly Shape Redisplay = Shape.OneOf("always", "limited", "unspecified");

    private static readonly GroupShape OfCustomer = Shape.Group(May("type", Shape.OneOf("card")), May("allow_redisplay", Redisplay)).AsList();

    private static readonly GroupShape UpdateShape = Shape.Group(
        May("metadata", Shape.Metadata),
        May("allow_redisplay", Redisplay),
        May("billing_details", Shape.Group(May("name", Shape.Short(256)), May("email", Shape.Short(512))).AndNotModelled("address", "phone", "tax_id")),
        May("card", Shape.Group(May("exp_month", Shape.Whole(1, 12)), May("exp_year", Shape.Whole(2000, 2099))).AndNotModelled("networks")))
        .AsRequest()
        .AndNotModelled("us_bank_account");

    public static readonly IReadOnlyList<StripeEndpoint> All =
    [
        new("GET", "/v1/payment_methods", OfCustomer.And(May("customer", Shape.Id)).AndNotModelled("customer_account"), "payment_method", List, IsList: true),
        new("GET", "/v1/customers/{id}/payment_methods", OfCustomer, "payment_method", ListOfCustomer, IsList: true),
        new("GET", "/v1/payment_methods/{id}", ListShapes.One, "payment_method", c => c.Ok(c.World.Cards.Get(c.Id))),
        new("POST", "/v1/payment_methods/{id}", UpdateShape, "payment_method", Update),
        new("POST", "/v1/payment_methods/{id}/attach", Shape.Group(Need("customer", Shape.Id)).AsRequest().AndNotModelled("customer_account"), "payment_method", Attach),
        new("POST", "/v1/payment_methods/{id}/detach", ListShapes.One, "payment_method", Detach),
    ];

    private static StripeReply List(StripeCall call) =>
        Kept(call, call.World.Customers.Named(call.Params.Text("customer"), "customer"));

    private static StripeReply ListOfCustomer(StripeCall call) => Kept(call, call.World.Customers.Get(call.Id));

    private static StripeReply Kept(StripeCall call, StripeCustomer? owner)
    {
        var display = call.Params.Text("allow_redisplay");
        return call.Page(
            call.World.Cards.Newest.Where(c => c.Customer is { } whose && (owner is null || whose == owner) && (display is null || c.AllowRedisplay == display)), "PaymentMethod");
    }

    private static StripeReply Update(StripeCall call)
    {
        var card = call.World.Cards.Get(call.Id);
        if (card.Customer is null)
        {
            throw StripeRefusal.NotNow("You must save this PaymentMethod to a customer before you can update it.");
        }

        var given = call.Params;
        var news = given.Group("card");
        var previous = new JsonObject();
        if (news.Has("exp_month") || news.Has("exp_year"))
        {
            previous["card"] = new JsonObject { ["exp_month"] = card.ExpMonth, ["exp_year"] = card.ExpYear };
        }

        card.ExpMonth = (int)(news.Whole("exp_month") ?? card.ExpMonth);
        card.ExpYear = (int)(news.Whole("exp_year") ?? card.ExpYear);
        card.HolderName = given.Group("billing_details").Text("name") ?? card.HolderName;
        card.HolderEmail = given.Group("billing_details").Text("email") ?? card.HolderEmail;
        card.AllowRedisplay = given.Text("allow_redisplay") ?? card.AllowRedisplay;
        card.Merge(given);
        call.World.Tell("payment_method.updated", card, previous);
        return call.Ok(card);
    }

    private static StripeReply Attach(StripeCall call)
    {
        var customer = call.World.Customers.Named(call.Params.Text("customer"), "customer") ?? throw new StripeRefusal("Missing required param: customer.", "customer", "parameter_missing");
        var card = TestCards.FindToken(call.Id) is null ? call.World.Cards.Get(call.Id) : call.World.CardNamed(call.Id, "id");
        if (card.IsSpent)
        {
            throw IntentRules.Spent();
        }

        if (card.Customer == customer)
        {
            return call.Ok(card);
        }

        if (card.Customer is not null)
        {
            throw new StripeRefusal("The payment method you provided has already been attached to a customer.");
        }

        if (CardDecline.Of(card.Nature) is { } decline)
        {
            return new StripeReply(StatusCodes.Status402PaymentRequired, new JsonObject { ["error"] = decline.ToJson() });
        }

        call.Till.Attach(card, customer);
        return call.Ok(card);
    }

    private static StripeReply Detach(StripeCall call)
    {
        var card = call.World.Cards.Get(call.Id);
        if (card.Customer is not { } owner)
        {
            throw StripeRefusal.NotNow("The payment method you provided is not attached to a customer so detachment is impossible.");
        }

        card.Customer = null;
        card.IsSpent = true;
        call.World.Ledger.Removed(StripeWorld.Provider, card.Id, call.World.UtcNow);
        call.World.Tell("payment_method.detached", card, new JsonObject { ["customer"] = owner.Id });
        return call.Ok(card);
    }
}
