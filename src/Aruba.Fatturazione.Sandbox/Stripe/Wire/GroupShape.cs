namespace Aruba.Fatturazione.Sandbox.Stripe.Wire;

/// <summary>One named parameter.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Shape">What it must look like.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record Field(string Name, Shape Shape, bool IsRequired = false)
{
    public static Field Need(string name, Shape shape) => new(name, shape, IsRequired: true);

    public static Field May(string name, Shape shape) => new(name, shape);
}

/// <summary>Named parameters: a whole request, or an object within it.</summary>
internal sealed class GroupShape(params Field[] fields) : Shape
{
    private static readonly Field Expand = Field.May("expand", List(Text, 20));

    private readonly Dictionary<string, Field> byName = fields.ToDictionary(f => f.Name);

    /// <summary>The same parameters and more.</summary>
    public GroupShape And(params Field[] more) => new([.. fields, .. more]);

    /// <summary>Real parameters of Stripe's that are not served here: named, so that nobody takes them for misspelt.</summary>
    public GroupShape AndNotModelled(params string[] names) => And([.. names.Select(n => Field.May(n, NotModelled))]);

    /// <summary>A whole request: what every call of Stripe takes is added.</summary>
    public GroupShape AsRequest() => And(Expand);

    /// <summary>A request for a list: paging and the date range are added.</summary>
    public GroupShape AsList() => And(
        Expand,
        Field.May("limit", Whole(1, 100)),
        Field.May("starting_after", Id),
        Field.May("ending_before", Id),
        Field.May("created", new RangeShape()));

    public override void Check(FormNode node, string param)
    {
        if (node.Value is not null)
        {
            throw new StripeRefusal("Invalid object", param);
        }

        var unknown = node.Children.Keys.Where(k => !byName.ContainsKey(k)).Select(k => Join(param, k)).ToList();
        if (unknown.Count > 0)
        {
            var plural = unknown.Count > 1 ? "s" : "";
            throw new StripeRefusal($"Received unknown parameter{plural}: {string.Join(", ", unknown)}{HintFor(unknown[0])}", unknown[0], "parameter_unknown");
        }

        foreach (var field in byName.Values)
        {
            if (node[field.Name] is { } child)
            {
                field.Shape.Check(child, Join(param, field.Name));
            }
            else if (field.IsRequired)
            {
                throw new StripeRefusal($"Missing required param: {Join(param, field.Name)}.", Join(param, field.Name), "parameter_missing");
            }
        }
    }

    private static string Join(string parent, string name) => parent.Length == 0 ? name : $"{parent}[{name}]";

    // Renamed in this version of the API: Stripe.net 53 has no property for the old name any more.
    private static string HintFor(string param) => param == "payment_method_types" ? ". Did you mean allowed_payment_method_types?" : "";

    /// <summary>A date range: one instant, or bounds.</summary>
    private sealed class RangeShape : Shape
    {
        private static readonly GroupShape Bounds = Group(
            Field.May("gt", Time), Field.May("gte", Time), Field.May("lt", Time), Field.May("lte", Time));

        public override void Check(FormNode node, string param) => (node.Value is null ? Bounds : Time).Check(node, param);
    }
}
