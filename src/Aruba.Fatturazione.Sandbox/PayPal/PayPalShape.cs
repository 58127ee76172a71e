using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>
/// What a part of a request may look like by PayPal's public API descriptions. Stricter than PayPal on one point: a field that the
/// description does not have is refused rather than ignored, so that a typing error in our client cannot pass.
/// </summary>
internal abstract record PayPalShape
{
    /// <summary>Adds to <paramref name="found"/> whatever is wrong with <paramref name="value"/>, which stands at <paramref name="at"/>.</summary>
    public abstract void Check(JsonElement value, string at, List<PayPalDetail> found);

    /// <summary>Everything wrong with a whole body.</summary>
    public List<PayPalDetail> Problems(JsonElement body)
    {
        List<PayPalDetail> found = [];
        Check(body, "", found);
        return found;
    }

    private protected static PayPalDetail Wrong(string issue, string description, string at, JsonElement value) =>
        new(issue, description, at.Length == 0 ? "/" : at, value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? null : value.ToString());

    private protected static PayPalDetail WrongType(string wanted, string at, JsonElement value) =>
        Wrong("INVALID_PARAMETER_SYNTAX", $"The value of a field does not conform to the expected format: {wanted} is expected.", at, value);

    /// <summary>A text of a length and, where given, a pattern.</summary>
    internal sealed record Text(int Min, int Max, string? Pattern = null) : PayPalShape
    {
        public override void Check(JsonElement value, string at, List<PayPalDetail> found)
        {
            if (value.ValueKind != JsonValueKind.String)
            {
                found.Add(WrongType("a string", at, value));
                return;
            }

            var text = value.GetString() ?? "";
            if (text.Length < Min || text.Length > Max)
            {
                found.Add(Wrong("INVALID_STRING_LENGTH", $"The value of a field is either too short or too long: {Min} to {Max} characters.", at, value));
            }
            else if (Pattern is not null && !Regex.IsMatch(text, Pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
            {
                found.Add(Wrong("INVALID_PARAMETER_SYNTAX", "The value of a field does not conform to the expected format.", at, value));
            }
        }
    }

    /// <summary>One of a few words.</summary>
    internal sealed record OneOf(params IReadOnlyList<string> Words) : PayPalShape
    {
        public override void Check(JsonElement value, string at, List<PayPalDetail> found)
        {
            if (value.ValueKind != JsonValueKind.String)
            {
                found.Add(WrongType("a string", at, value));
            }
            else if (!Words.Contains(value.GetString() ?? "", StringComparer.Ordinal))
            {
                found.Add(Wrong("INVALID_PARAMETER_VALUE", $"The value of a field is invalid: one of {string.Join(", ", Words)}.", at, value));
            }
        }
    }

    /// <summary>True or false.</summary>
    internal sealed record Flag : PayPalShape
    {
        public override void Check(JsonElement value, string at, List<PayPalDetail> found)
        {
            if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                found.Add(WrongType("a boolean", at, value));
            }
        }
    }

    /// <summary>An absolute http or https address.</summary>
    internal sealed record Address : PayPalShape
    {
        public override void Check(JsonElement value, string at, List<PayPalDetail> found)
        {
            var fits = value.ValueKind == JsonValueKind.String && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
            if (!fits)
            {
                found.Add(WrongType("an absolute address", at, value));
            }
        }
    }

    /// <summary>A JSON object of any content.</summary>
    internal sealed record AnyObject : PayPalShape
    {
        public override void Check(JsonElement value, string at, List<PayPalDetail> found)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                found.Add(WrongType("an object", at, value));
            }
        }
    }

    /// <summary>An object with these fields and no other; a name that ends in <c>!</c> is required.</summary>
    internal sealed record Fields(params IReadOnlyList<(string Name, PayPalShape Shape)> Known) : PayPalShape
    {
        public override void Check(JsonElement value, string at, List<PayPalDetail> found)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                found.Add(WrongType("an object", at, value));
                return;
            }

            foreach (var (name, shape) in Known)
            {
                var bare = name.TrimEnd('!');
                if (value.TryGetProperty(bare, out var inside))
                {
                    shape.Check(inside, $"{at}/{bare}", found);
                }
                else if (bare != name)
                {
                    found.Add(new PayPalDetail("MISSING_REQUIRED_PARAMETER", "A required field / parameter is missing.", $"{at}/{bare}"));
                }
            }

            foreach (var stranger in value.EnumerateObject().Where(p => Known.All(k => k.Name.TrimEnd('!') != p.Name)))
            {
                found.Add(Wrong("UNKNOWN_PARAMETER", "The API description has no such field.", $"{at}/{stranger.Name}", stranger.Value));
            }
        }
    }

    /// <summary>A list of this many things of one shape.</summary>
    internal sealed record ListOf(PayPalShape Each, int Min, int Max) : PayPalShape
    {
        public override void Check(JsonElement value, string at, List<PayPalDetail> found)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                found.Add(WrongType("an array", at, value));
                return;
            }

            if (value.GetArrayLength() < Min || value.GetArrayLength() > Max)
            {
                found.Add(Wrong("INVALID_ARRAY_LENGTH", $"The number of items in an array parameter is too small or too large: {Min} to {Max}.", at, value));
            }

            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Each.Check(item, $"{at}/{index++}", found);
            }
        }
    }

    /// <summary>An amount: both parts are strings. Its worth is checked afterwards, by <see cref="PayPalRequests.Worth"/>.</summary>
    internal static PayPalShape Money { get; } = new Fields(
        ("currency_code!", new Text(3, 3)),
        ("value!", new Text(1, 32, "^((-?[0-9]+)|(-?([0-9]+)?[.][0-9]+))$")));
}
