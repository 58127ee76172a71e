using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe;

/// <summary>All objects of one kind, in order of creation.</summary>
/// <param name="word">What Stripe calls the kind in its messages.</param>
internal sealed class Shelf<T>(string word)
    where T : StripeObject
{
    private readonly Dictionary<string, T> byId = [];
    private readonly List<T> inOrder = [];

    /// <summary>Newest first, as every list of Stripe's.</summary>
    public IEnumerable<T> Newest => Enumerable.Reverse(inOrder);

    public T Add(T item)
    {
        byId.Add(item.Id, item);
        inOrder.Add(item);
        return item;
    }

    public T? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The object that a path names.</summary>
    /// <exception cref="StripeRefusal">There is none.</exception>
    public T Get(string id) => Find(id) ?? throw StripeRefusal.NotFound(word, id);

    /// <summary>The object that a parameter names; null when it names none.</summary>
    /// <exception cref="StripeRefusal">It names one that is not there.</exception>
    public T? Named(string? id, string param) => id is null ? null : Find(id) ?? throw StripeRefusal.Missing(word, id, param);

    public void Clear()
    {
        byId.Clear();
        inOrder.Clear();
    }
}
