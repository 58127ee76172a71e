using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Objects;

namespace Aruba.Fatturazione.Sandbox.Stripe.Wire;

/// <summary>One endpoint of the API.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Route without the sandbox's prefix.</param>
/// <param name="Shape">What may be sent.</param>
/// <param name="Kind">Kind of object that it answers, for <c>expand[]</c>.</param>
/// <param name="Serve">Does it, under the world's lock.</param>
/// <param name="IsList">Whether it answers a list of that kind.</param>
internal sealed record StripeEndpoint(
    string Method, string Path, GroupShape Shape, string Kind, Func<StripeCall, StripeReply> Serve, bool IsList = false);

/// <summary>One request that has passed the door: known endpoint, right key, right parameters.</summary>
/// <param name="World">What Stripe knows; the lock is held.</param>
/// <param name="Till">Where cards are tried.</param>
/// <param name="Params">The checked parameters.</param>
/// <param name="Id">The id in the path; empty when it has none.</param>
/// <param name="Expansion">What to write out in full.</param>
/// <param name="Pages">Address of the sandbox's Stripe, without a slash at its end.</param>
/// <param name="Path">Path of the call, as Stripe knows it.</param>
internal sealed record StripeCall(
    StripeWorld World, StripeTill Till, StripeParams Params, string Id, Expansion Expansion, string Pages, string Path)
{
    /// <summary>The object as the answer.</summary>
    public StripeReply Ok(StripeObject item) => StripeReply.Ok(item.ToJson(Expansion));

    /// <summary>One page of a list, newest first: https://docs.stripe.com/api/pagination.</summary>
    public StripeReply Page<T>(IEnumerable<T> newestFirst, string word)
        where T : StripeObject
    {
        var all = newestFirst.Where(IsInRange).ToList();
        var limit = (int)(Params.Whole("limit") ?? 10);
        var after = Place(all, "starting_after", word);
        var before = Place(all, "ending_before", word);
        var rest = before is { } end ? all[..end] : all[((after ?? -1) + 1)..];
        var page = before is null ? rest.Take(limit) : rest.TakeLast(limit);
        return StripeReply.Ok(new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Select(item => item.ToJson(Expansion))]),
            ["has_more"] = rest.Count > limit,
            ["url"] = Path,
        });
    }

    /// <summary>One page of a search.</summary>
    public StripeReply Found<T>(IEnumerable<T> newestFirst)
        where T : StripeObject
    {
        var query = StripeQuery.Parse(Params.Text("query") ?? "");
        var limit = (int)(Params.Whole("limit") ?? 10);
        var skip = Params.Text("page") is { } page ? StripeQuery.SkipOf(page) : 0;
        var hits = newestFirst.Where(item => query.Fits(item.ToJson(Expansion.None))).ToList();
        var more = hits.Count > skip + limit;
        return StripeReply.Ok(new JsonObject
        {
            ["object"] = "search_result",
            ["data"] = new JsonArray([.. hits.Skip(skip).Take(limit).Select(item => item.ToJson(Expansion))]),
            ["has_more"] = more,
            ["next_page"] = more ? StripeQuery.PageAt(skip + limit) : null,
            ["url"] = Path,
        });
    }

    private int? Place<T>(List<T> all, string param, string word)
        where T : StripeObject
    {
        if (Params.Text(param) is not { } id)
        {
            return null;
        }

        var at = all.FindIndex(item => item.Id == id);
        return at >= 0 ? at : throw StripeRefusal.Missing(word, id, param);
    }

    private bool IsInRange(StripeObject item)
    {
        var bounds = Params.Group("created");
        return Params.Text("created") is not null
            ? item.Created == Params.Whole("created")
            : !(item.Created <= bounds.Whole("gt")) && !(item.Created < bounds.Whole("gte"))
                && !(item.Created >= bounds.Whole("lt")) && !(item.Created > bounds.Whole("lte"));
    }
}
