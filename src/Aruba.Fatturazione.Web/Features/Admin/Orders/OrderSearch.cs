using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>What an agent typed in the search box, recognised; each kind is one look-up in an index.</summary>
[SuppressMessage("Globalization", "CA1309", Justification = "Becomes SQL: the column compares by code point.")]
internal abstract record OrderSearch
{
    private OrderSearch()
    {
    }

    /// <summary>Nothing was typed.</summary>
    public sealed record Nothing : OrderSearch;

    /// <summary>An order number.</summary>
    public sealed record Number(string Value) : OrderSearch;

    /// <summary>An account's username, or a mailbox.</summary>
    public sealed record Mailbox(string Value) : OrderSearch;

    /// <summary>A codice fiscale of sixteen characters.</summary>
    public sealed record Person(CodiceFiscale Value) : OrderSearch;

    /// <summary>Eleven digits: partita IVA or codice fiscale of a legal person.</summary>
    public sealed record Firm(PartitaIva Value, CodiceFiscale AsCodiceFiscale) : OrderSearch;

    /// <summary>The beginning of a name, in the form in which names are stored.</summary>
    public sealed record Name(string Prefix) : OrderSearch;

    /// <summary>It looks like a code but cannot be one; says why.</summary>
    public sealed record Mistyped(string Problem) : OrderSearch;

    /// <summary>Decides by the shape of what was typed.</summary>
    public static OrderSearch Recognise(string? text)
    {
        var typed = (text ?? "").Trim();
        if (typed.Length == 0)
        {
            return new Nothing();
        }

        if (OrderNumber.TryParse(typed, out var number))
        {
            return new Number(number);
        }

        if (typed.Contains('@', StringComparison.Ordinal))
        {
            return new Mailbox(typed.ToLowerInvariant());
        }

        return LooksLikeCode(typed) ? Code(typed) : new Name(Order.ToSearchName(typed));
    }

    /// <summary>The orders it means.</summary>
    public IQueryable<Order> Apply(IQueryable<Order> orders) => this switch
    {
        Number n => orders.Where(o => o.Number == n.Value),
        Mailbox m when m.Value.EndsWith("@aruba.it", StringComparison.Ordinal) && char.IsAsciiDigit(m.Value[0]) => orders.Where(o => o.AccountUsername == m.Value),
        Mailbox m => orders.Where(o => o.AccountEmail == m.Value),
        Person p => orders.Where(o => o.CodiceFiscale == p.Value),
        Firm f => orders.Where(o => o.PartitaIva == f.Value || o.CodiceFiscale == f.AsCodiceFiscale),
        Name n => orders.Where(StartsWith(n.Prefix)),
        _ => orders,
    };

    // A range instead of LIKE: it uses the index on every database, because the column sorts by code point.
    private static Expression<Func<Order, bool>> StartsWith(string prefix)
    {
        var end = prefix[..^1] + (char)(prefix[^1] + 1);
        return o => string.Compare(o.SearchName, prefix) >= 0 && string.Compare(o.SearchName, end) < 0;
    }

    private static bool LooksLikeCode(string typed)
    {
        var bare = typed.Where(char.IsAsciiLetterOrDigit).ToArray();
        var digits = bare.Count(char.IsAsciiDigit);
        return bare.Length >= 10 && digits >= 6 && typed.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.');
    }

    private static OrderSearch Code(string typed)
    {
        if (PartitaIva.TryParse(typed, out var firm))
        {
            return new Firm(firm, CodiceFiscale.Parse(firm.Value));
        }

        return CodiceFiscale.TryParse(typed, out var person, out var problem) ? new Person(person) : new Mistyped(problem);
    }
}
