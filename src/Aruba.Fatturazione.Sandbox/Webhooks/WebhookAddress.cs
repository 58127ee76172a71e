using Aruba.Fatturazione.Sandbox.Shop;

namespace Aruba.Fatturazione.Sandbox.Webhooks;

/// <summary>Where webhooks go: the address set by <c>PUT /mischief</c>, else the one that the shop announced.</summary>
internal sealed class WebhookAddress(ShopBoard board)
{
    private volatile string? chosen;

    /// <summary>The address set by hand; null when the shop's own counts.</summary>
    public string? Chosen => chosen;

    /// <summary>Base address without a slash at its end; null when there is no shop.</summary>
    public string? Current => (chosen ?? board.StoreUrl)?.TrimEnd('/');

    /// <summary>Sets the address, or clears it with an empty text. Returns what is wrong in one sentence, or null.</summary>
    public string? Choose(string address)
    {
        if (address.Length > 0 && !(Uri.TryCreate(address, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", IsLoopback: true }))
        {
            return "address must be an absolute http or https address on this machine, or empty.";
        }

        chosen = address.Length == 0 ? null : address;
        return null;
    }
}
