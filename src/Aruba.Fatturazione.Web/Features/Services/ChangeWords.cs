using Aruba.Fatturazione.Subscriptions;

namespace Aruba.Fatturazione.Web.Features.Services;

/// <summary>What becomes more or less, in words.</summary>
internal static class ChangeWords
{
    /// <summary>For example <c>2 × Utenti aggiuntivi in più</c>.</summary>
    public static string InWords(this SubscriptionChange change) =>
        $"{(Math.Abs(change.Quantity) > 1 ? $"{Math.Abs(change.Quantity)} × " : "")}{change.Name} in {(change.Quantity < 0 ? "meno" : "più")}";
}
