using System.Globalization;

namespace Aruba.Fatturazione.Sandbox.Stripe.Wire;

/// <summary>What a parameter must look like. As strict as Stripe: what is not described is refused.</summary>
internal abstract class Shape
{
    public static readonly Shape Text = new TextShape(5000);
    public static readonly Shape Id = new TextShape(255);
    public static readonly Shape Flag = new ChoiceShape("boolean", "true", "false");
    public static readonly Shape Url = new UrlShape();
    public static readonly Shape Metadata = new MetadataShape();
    public static readonly Shape Currency = new ChoiceShape("currency", "eur", "usd", "gbp", "chf");

    /// <summary>A money amount in cents, from 50 (the least for euro) to eight digits.</summary>
    public static readonly Shape Charge = new WholeShape(50, 99_999_999);

    public static readonly Shape Time = new WholeShape(0, 99_999_999_999);

    /// <summary>A real parameter of Stripe's that this sandbox does not know how to serve.</summary>
    public static readonly Shape NotModelled = new NotModelledShape();

    public static Shape Whole(long least, long most) => new WholeShape(least, most);

    public static Shape Short(int longest) => new TextShape(longest);

    public static Shape OneOf(params string[] values) => new ChoiceShape("value", values);

    /// <summary>One of these, or empty: Stripe.net sends an empty text for a property that is set to null, and Stripe takes it as "none" here.</summary>
    public static Shape OneOfOrNone(params string[] values) => new UnsettableShape(new ChoiceShape("value", values));

    public static Shape List(Shape item, int most = 100) => new ListShape(item, most);

    public static GroupShape Group(params Field[] fields) => new(fields);

    /// <exception cref="StripeRefusal">The parameter is not so.</exception>
    public abstract void Check(FormNode node, string param);

    private static string ScalarOf(FormNode node, string param, string kind) =>
        node.Value is not { } value
            ? throw new StripeRefusal($"Invalid {kind}: '{param}' must be a plain value.", param)
            : value.Length == 0
                ? throw new StripeRefusal(
                    $"You passed an empty string for '{param}'. We assume empty values are an attempt to unset a parameter; however '{param}' cannot be unset. "
                    + $"You should remove '{param}' from your request or supply a non-empty value.", param, "parameter_invalid_empty")
                : value;

    private sealed class TextShape(int longest) : Shape
    {
        public override void Check(FormNode node, string param)
        {
            if (ScalarOf(node, param, "string").Length > longest)
            {
                throw new StripeRefusal($"Invalid string: '{param}' must be at most {longest} characters", param, "parameter_invalid_string_length");
            }
        }
    }

    private sealed class WholeShape(long least, long most) : Shape
    {
        public override void Check(FormNode node, string param)
        {
            var text = ScalarOf(node, param, "integer");
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || text[0] == '+')
            {
                throw new StripeRefusal($"Invalid integer: {text}", param, "parameter_invalid_integer");
            }

            if (number < least)
            {
                throw least == 50
                    ? new StripeRefusal("Amount must be at least €0.50 eur", param, "amount_too_small")
                    : new StripeRefusal($"Invalid integer: '{param}' must be greater than or equal to {least}", param, "parameter_invalid_integer");
            }

            if (number > most)
            {
                throw least == 50
                    ? new StripeRefusal("Amount must be no more than €999,999.99", param, "amount_too_large")
                    : new StripeRefusal($"Invalid integer: '{param}' must be less than or equal to {most}", param, "parameter_invalid_integer");
            }
        }
    }

    private sealed class ChoiceShape(string kind, params string[] values) : Shape
    {
        public override void Check(FormNode node, string param)
        {
            var text = ScalarOf(node, param, kind);
            if (!values.Contains(text, StringComparer.Ordinal))
            {
                throw new StripeRefusal($"Invalid {(kind == "value" ? param : kind)}: must be one of {string.Join(", ", values)}", param);
            }
        }
    }

    private sealed class UnsettableShape(Shape inner) : Shape
    {
        public override void Check(FormNode node, string param)
        {
            if (node.Value?.Length != 0)
            {
                inner.Check(node, param);
            }
        }
    }

    private sealed class UrlShape : Shape
    {
        public override void Check(FormNode node, string param)
        {
            var text = ScalarOf(node, param, "string");
            if (text.Length > 5000 || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            {
                throw new StripeRefusal("Not a valid URL", param, "url_invalid");
            }
        }
    }

    private sealed class ListShape(Shape item, int most) : Shape
    {
        public override void Check(FormNode node, string param)
        {
            if (node.Value is not null || node.Children.Keys.Where((key, at) => key != at.ToString(CultureInfo.InvariantCulture)).Any())
            {
                throw new StripeRefusal("Invalid array", param);
            }

            if (node.Children.Count > most)
            {
                throw new StripeRefusal($"Array {param} exceeded maximum {most} allowed elements.", param);
            }

            foreach (var (index, child) in node.Children)
            {
                item.Check(child, $"{param}[{index}]");
            }
        }
    }

    // https://docs.stripe.com/api/metadata: 50 keys, 40 characters a key, no brackets, 500 characters a value; an empty value unsets.
    private sealed class MetadataShape : Shape
    {
        public override void Check(FormNode node, string param)
        {
            var wrong = node switch
            {
                { Value.Length: > 0 } => "Invalid object",
                { Children.Count: > 50 } => "Metadata can have at most 50 keys",
                _ when node.Children.Any(c => c.Value.Value is null) => "Metadata values must be strings",
                _ when node.Children.Keys.Any(k => k.Length > 40) => "Metadata keys can have up to 40 characters",
                _ when node.Children.Values.Any(v => v.Value?.Length > 500) => "Metadata values can have up to 500 characters",
                _ => null,
            };
            if (wrong is not null)
            {
                throw new StripeRefusal(wrong, param);
            }
        }
    }

    private sealed class NotModelledShape : Shape
    {
        public override void Check(FormNode node, string param) =>
            throw new StripeRefusal($"Stripe knows the parameter '{param}', but this sandbox does not model it.", param, "sandbox_not_modelled");
    }
}
