using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;
using static Aruba.Fatturazione.Sandbox.Stripe.Wire.Field;

namespace Aruba.Fatturazione.Sandbox.Stripe.Calls;

/// <summary>https://docs.stripe.com/api/customers</summary>
internal static class CustomerCalls
{
    private static readonly GroupShape Fields = Shape.Group(
        May("name", Shape.Short(256)),
        May("email", Shape.Short(512)),
        May("phone", Shape.Short(20)),
        May("description", Shape.Text),
        May("metadata", Shape.Metadata),
        May("preferred_locales", Shape.List(Shape.Short(10))))
        .AsRequest()
        .AndNotModelled(
            "address", "balance", "business_name", "cash_balance", "individual_name", "invoice_prefix", "invoice_settings", "next_invoice_sequence",
            "payment_method", "shipping", "tax", "tax_exempt", "tax_id_data", "test_clock");

    public static readonly IReadOnlyList<StripeEndpoint> All =
    [
        new("POST", "/v1/customers", Fields, "customer", Create),
        new("GET", "/v1/customers", Shape.Group(May("email", Shape.Short(512))).AsList().AndNotModelled("test_clock"), "customer", List, IsList: true),
        new("GET", "/v1/customers/search", ListShapes.Search, "customer", c => c.Found(c.World.Customers.Newest), IsList: true),
        new("GET", "/v1/customers/{id}", Shape.Group().AsRequest(), "customer", c => c.Ok(c.World.Customers.Get(c.Id))),
        new("POST", "/v1/customers/{id}", Fields, "customer", Update),
    ];

    private static StripeReply Create(StripeCall call)
    {
        var customer = call.World.Customers.Add(new StripeCustomer(StripeWorld.NewId("cus"), call.World.Now));
        Fill(customer, call.Params);
        call.World.Tell("customer.created", customer);
        return call.Ok(customer);
    }

    private static StripeReply Update(StripeCall call)
    {
        var customer = call.World.Customers.Get(call.Id);
        Fill(customer, call.Params);
        call.World.Tell("customer.updated", customer);
        return call.Ok(customer);
    }

    private static StripeReply List(StripeCall call) =>
        call.Page(call.World.Customers.Newest.Where(c => call.Params.Text("email") is not { } email || c.Email == email), "customer");

    private static void Fill(StripeCustomer customer, StripeParams given)
    {
        customer.Name = given.Text("name") ?? customer.Name;
        customer.Email = given.Text("email") ?? customer.Email;
        customer.Phone = given.Text("phone") ?? customer.Phone;
        customer.Description = given.Text("description") ?? customer.Description;
        customer.Locales = given.Has("preferred_locales") ? given.Texts("preferred_locales") : customer.Locales;
        customer.Merge(given);
    }
}
