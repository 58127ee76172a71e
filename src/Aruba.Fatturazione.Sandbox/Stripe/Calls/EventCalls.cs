using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;
using static Aruba.Fatturazione.Sandbox.Stripe.Wire.Field;

namespace Aruba.Fatturazione.Sandbox.Stripe.Calls;

/// <summary>https://docs.stripe.com/api/events, and the account that the key belongs to.</summary>
internal static class EventCalls
{
    private static readonly GroupShape ListShape = Shape.Group(
        May("type", Shape.Text), May("types", Shape.List(Shape.Text, 20))).AsList().AndNotModelled("delivery_success");

    public static readonly IReadOnlyList<StripeEndpoint> All =
    [
        new("GET", "/v1/events", ListShape, "event", List, IsList: true),
        new("GET", "/v1/events/{id}", ListShapes.One, "event", c => c.Ok(c.World.Events.Get(c.Id))),
        new("GET", "/v1/account", ListShapes.One, "account", _ => StripeReply.Ok(new JsonObject
        {
            ["id"] = StripeKeys.Account,
            ["object"] = "account",
            ["charges_enabled"] = true,
            ["country"] = "IT",
            ["default_currency"] = "eur",
            ["details_submitted"] = true,
            ["payouts_enabled"] = true,
            ["type"] = "standard",
        })),
    ];

    private static StripeReply List(StripeCall call)
    {
        call.Params.NotBoth("type", "types");
        var types = call.Params.Text("type") is { } one ? [one] : call.Params.Texts("types");
        return call.Page(call.World.Events.Newest.Where(e => types.Count == 0 || types.Any(t => Fits(t, e.Type))), "event");
    }

    // A name may end in ".*", as in "charge.*".
    private static bool Fits(string wanted, string type) =>
        wanted.EndsWith(".*", StringComparison.Ordinal) ? type.StartsWith(wanted[..^1], StringComparison.Ordinal) : wanted == type;
}
