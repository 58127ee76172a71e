namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Where people go after signing in: only pages of this shop (ASVS 3.7.2).</summary>
internal static class ReturnUrls
{
    private const int MaxLength = 500;

    /// <summary>The address when it is a path of this shop, else null. Browsers read <c>\</c> as <c>/</c> and drop line ends: none may occur.</summary>
    public static string? Local(string? address)
    {
        if (address is not { Length: > 0 and <= MaxLength } || !IsPath(address))
        {
            return null;
        }

        // What a proxy may decode once more must still be a path.
        return IsPath(Uri.UnescapeDataString(address)) ? address : null;
    }

    private static bool IsPath(string text) =>
        text[0] == '/' && !(text.Length > 1 && text[1] == '/') && !text.Any(c => c == '\\' || char.IsControl(c) || char.IsWhiteSpace(c) && c != ' ');
}
