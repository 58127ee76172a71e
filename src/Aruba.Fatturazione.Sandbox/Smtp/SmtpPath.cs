namespace Aruba.Fatturazione.Sandbox.Smtp;

/// <summary>The argument of MAIL and RCPT: <c>FROM:&lt;address&gt; PARAMETER=VALUE …</c>.</summary>
internal static class SmtpPath
{
    /// <summary>Splits the argument; false when the keyword or the angle brackets are missing. The empty sender is a valid path.</summary>
    public static bool TryParse(string rest, string keyword, out string path, out string[] parameters)
    {
        (path, parameters) = ("", []);
        if (!rest.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var text = rest[keyword.Length..].Trim();
        var end = text.IndexOf('>', StringComparison.Ordinal);
        if (!text.StartsWith('<') || end < 0)
        {
            return false;
        }

        path = text[1..end];
        parameters = text[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return true;
    }
}
