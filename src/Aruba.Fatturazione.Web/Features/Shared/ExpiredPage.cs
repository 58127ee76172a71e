using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>A form that came with an old token, ready to be sent again (model of <c>ExpiredPage.cshtml</c>).</summary>
/// <param name="Action">Path and query to which it was sent.</param>
/// <param name="Fields">What was typed; passwords, codes and card numbers are left out.</param>
public sealed record ExpiredPage(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    // Written into the page's source they would outlive the moment in which they were typed.
    private static readonly string[] Secret = ["password", "otp", "codiceaccesso", "totp", "token"];

    /// <summary>The page for a form as it was posted.</summary>
    public static ExpiredPage Of(string action, IFormCollection form) => new(
        action,
        [.. form.Where(f => !Secret.Any(s => f.Key.Contains(s, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(f => f.Value.Where(v => !CardNumbers.IsIn(v)).Select(v => new KeyValuePair<string, string>(f.Key, v ?? "")))]);
}
