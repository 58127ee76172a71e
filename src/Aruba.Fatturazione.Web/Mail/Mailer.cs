using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Outbox;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Aruba.Fatturazione.Web.Mail;

/// <summary>Hands letters to the mail server and says what the server answered.</summary>
public sealed class Mailer(IOptions<SmtpOptions> options, StoreUrls urls, TimeProvider clock)
{
    private const int TimeoutMilliseconds = 20_000;

    /// <summary>
    /// Sends one letter. Returns a sentence for the timeline. Throws <see cref="PermanentFailure"/> when the server refuses the
    /// address for good (5xx); any other exception is worth another attempt.
    /// </summary>
    /// <param name="letter">What to say.</param>
    /// <param name="to">The mailbox.</param>
    /// <param name="messageId">The outbox row: the same row always sends the same <c>Message-ID</c>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string> SendAsync(Letter letter, string to, Guid messageId, CancellationToken ct)
    {
        using var message = Compose(letter, to, messageId);
        using var client = new SmtpClient { Timeout = TimeoutMilliseconds, CheckCertificateRevocation = false };
        try
        {
            await client.OpenAsync(options.Value, ct);
            Fault.Hit("mail.sending");
            await client.SendAsync(message, ct);
            Fault.Hit("mail.sent");
        }
        catch (SmtpCommandException e) when (IsRefusal(e))
        {
            throw new PermanentFailure($"Il server di posta ha rifiutato il messaggio ({(int)e.StatusCode}): controllare l'indirizzo.", e);
        }

        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is IOException or SmtpProtocolException or OperationCanceledException)
        {
            // The server has accepted the message; how it says goodbye changes nothing.
        }

        return $"Accettata dal server di posta per {Mask(to)}";
    }

    /// <summary>An address that people recognise and strangers cannot use: <c>m•••@esempio.it</c>.</summary>
    public static string Mask(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "•••" : $"{address[0]}•••{address[at..]}";
    }

    // 5xx about the recipient or the message; what a server says about the sender or the session is ours to mend, and is tried again.
    private static bool IsRefusal(SmtpCommandException e) =>
        (int)e.StatusCode >= 500 && e.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);

    private static MailboxAddress Mailbox(string address) =>
        MailboxAddress.TryParse(address, out var mailbox) && mailbox.Address == address.Trim() && !address.Any(char.IsControl)
            ? mailbox
            : throw new PermanentFailure("L'indirizzo non si può scrivere su una busta: controllare l'indirizzo.");

    private MimeEntity Body(Letter letter)
    {
        var body = new BodyBuilder { TextBody = LetterText.Draw(letter, urls.Home), HtmlBody = LetterHtml.Draw(letter, urls.Home) };
        foreach (var file in letter.Attachments)
        {
            // Base64, or line ends would be changed on the way and the digest with them.
            if (body.Attachments.Add(file.Name, file.Content.ToArray(), ContentType.Parse(file.MediaType)) is MimePart part)
            {
                part.ContentTransferEncoding = ContentEncoding.Base64;
            }
        }

        return body.ToMessageBody();
    }

    private MimeMessage Compose(Letter letter, string to, Guid messageId)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        from.Name = "Fatturazione Elettronica";
        var message = new MimeMessage
        {
            Subject = LetterPlain.Of(letter.Subject),
            MessageId = $"{messageId:N}@{from.Domain}",
            Date = clock.GetUtcNow(),
            Body = Body(letter),
        };
        message.From.Add(from);
        message.ReplyTo.Add(from);
        message.To.Add(Mailbox(to));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
