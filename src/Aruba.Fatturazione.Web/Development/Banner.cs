#if DEBUG
using System.Globalization;
using System.Text;

namespace Aruba.Fatturazione.Web.Development;

/// <summary>What the console shows when the shop has started in Development: where everything is and whom to be.</summary>
internal static class Banner
{
    /// <summary>The whole text, several lines. <paramref name="why"/> explains a missing sandbox.</summary>
    public static string Text(string store, SandboxDoors? sandbox, string? why, IReadOnlyList<DemoAccount> accounts)
    {
        var text = new StringBuilder().AppendLine();
        Line(text, "Shop", store);
        Line(text, "Desk", $"{store}/assistenza");
        Line(text, "Panel", $"{store}/pannello");
        Line(text, "Clock", $"{store}/sviluppo/orologio  (lets days pass)");
        if (sandbox is null)
        {
            Line(text, "Sandbox", $"not running ({why}): mails wait in the outbox");
        }
        else
        {
            Line(text, "Try", $"{sandbox.Url}/  (accounts and the agent's one-time code)");
            Line(text, "Mailbox", $"{sandbox.Url}/posta  (SMTP 127.0.0.1:{sandbox.SmtpPort.ToString(CultureInfo.InvariantCulture)})");
        }

        foreach (var account in accounts)
        {
            var secret = account.TotpSecret is null ? "" : $"  TOTP secret {account.TotpSecret}";
            Line(text, account.Role, $"{account.Username}  {account.Password}{secret}");
        }

        return text.AppendLine().Append("  Ctrl+C stops everything.").AppendLine().ToString();
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append("  ").Append(name.PadRight(22)).AppendLine(value);
}
#endif
