using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;
using static Aruba.Fatturazione.Sandbox.Stripe.Wire.Field;

namespace Aruba.Fatturazione.Sandbox.Stripe.Calls;

/// <summary>https://docs.stripe.com/api/refunds and the reading of charges and disputes.</summary>
internal static class MoneyBackCalls
{
    private static readonly GroupShape CreateShape = Shape.Group(
        May("payment_intent", Shape.Id),
        May("charge", Shape.Id),
        May("amount", Shape.Whole(1, 99_999_999)),
        May("reason", Shape.OneOf("duplicate", "fraudulent", "requested_by_customer")),
        May("metadata", Shape.Metadata))
        .AsRequest()
        .AndNotModelled("currency", "customer", "instructions_email", "origin", "refund_application_fee", "reverse_transfer");

    private static readonly GroupShape OfPayment = Shape.Group(May("payment_intent", Shape.Id), May("charge", Shape.Id)).AsList();

    public static readonly IReadOnlyList<StripeEndpoint> All =
    [
        new("POST", "/v1/refunds", CreateShape, "refund", Refund),
        new("GET", "/v1/refunds", OfPayment, "refund", c => c.Page(
            c.World.Refunds.Newest.Where(r => Concerns(c, r.Charge)), "refund"), IsList: true),
        new("GET", "/v1/refunds/{id}", ListShapes.One, "refund", c => c.Ok(c.World.Refunds.Get(c.Id))),
        new("POST", "/v1/refunds/{id}", Shape.Group(May("metadata", Shape.Metadata)).AsRequest(), "refund", Update),
        new("GET", "/v1/charges", Shape.Group(May("payment_intent", Shape.Id), May("customer", Shape.Id)).AsList().AndNotModelled("transfer_group"), "charge", Charges, IsList: true),
        new("GET", "/v1/charges/{id}", ListShapes.One, "charge", c => c.Ok(c.World.Charges.Get(c.Id))),
        new("GET", "/v1/disputes", OfPayment, "dispute", c => c.Page(
            c.World.Disputes.Newest.Where(d => Concerns(c, d.Charge)), "dispute"), IsList: true),
        new("GET", "/v1/disputes/{id}", ListShapes.One, "dispute", c => c.Ok(c.World.Disputes.Get(c.Id))),
    ];

    private static StripeReply Refund(StripeCall call)
    {
        var given = call.Params;
        given.NotBoth("charge", "payment_intent");
        var charge = given.Text("charge") is { } id
            ? call.World.Charges.Named(id, "charge")
            : call.World.Payments.Named(given.Text("payment_intent"), "payment_intent") is { } payment
                ? payment.LatestCharge ?? throw MoneyBack.NothingToRefund(payment.Id)
                : null;
        if (charge is null)
        {
            throw new StripeRefusal("One of the following params should be provided for this request: payment_intent or charge.", "payment_intent", "parameter_missing");
        }

        return call.Ok(MoneyBack.Refund(call.World, charge, given.Whole("amount"), given.Text("reason"), given.Map("metadata")));
    }

    private static StripeReply Update(StripeCall call)
    {
        var refund = call.World.Refunds.Get(call.Id);
        refund.Merge(call.Params);
        call.World.Tell("refund.updated", refund);
        return call.Ok(refund);
    }

    private static StripeReply Charges(StripeCall call)
    {
        var (payment, customer) = (call.Params.Text("payment_intent"), call.Params.Text("customer"));
        return call.Page(
            call.World.Charges.Newest.Where(c => (payment is null || c.Payment.Id == payment) && (customer is null || c.Payment.Customer?.Id == customer)), "charge");
    }

    private static bool Concerns(StripeCall call, StripeCharge charge)
    {
        var (payment, id) = (call.Params.Text("payment_intent"), call.Params.Text("charge"));
        return (payment is null || charge.Payment.Id == payment) && (id is null || charge.Id == id);
    }
}
