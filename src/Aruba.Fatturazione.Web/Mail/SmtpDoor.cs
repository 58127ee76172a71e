using Aruba.Fatturazione.Web.Configuration;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Aruba.Fatturazione.Web.Mail;

/// <summary>The way in to the configured mail server, the same for letters and for the doctor.</summary>
internal static class SmtpDoor
{
    /// <summary>Connects, signs in and leaves. Throws what MailKit throws when one of them fails.</summary>
    public static async Task VisitAsync(SmtpOptions smtp, CancellationToken ct)
    {
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        await client.OpenAsync(smtp, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    /// <summary>Connects as the settings say and signs in where there is a user name. Throws what MailKit throws.</summary>
    public static async Task OpenAsync(this SmtpClient client, SmtpOptions smtp, CancellationToken ct)
    {
        var security = smtp.Security switch
        {
            SmtpSecurity.None => SecureSocketOptions.None,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.SslOnConnect,
        };
        await client.ConnectAsync(smtp.Host, smtp.Port, security, ct);
        if (smtp.UserName.Length > 0)
        {
            await client.AuthenticateAsync(smtp.UserName, smtp.Password, ct);
        }
    }
}
