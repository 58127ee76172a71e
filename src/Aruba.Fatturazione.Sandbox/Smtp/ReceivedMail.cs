using System.Text;
using MimeKit;

namespace Aruba.Fatturazione.Sandbox.Smtp;

/// <summary>One mail as the sink received it.</summary>
/// <param name="Id">Number in order of arrival, unique for the life of the sandbox.</param>
/// <param name="MessageId">The Message-ID header without angle brackets; empty when missing.</param>
/// <param name="From">The From header as a person reads it; the envelope's sender when missing.</param>
/// <param name="To">The envelope's recipients: those the mail was really delivered to.</param>
/// <param name="Subject">Decoded subject; empty when missing.</param>
/// <param name="Text">Decoded text part; empty when there is none.</param>
/// <param name="Html">Decoded HTML part; empty when there is none.</param>
/// <param name="At">UTC instant of arrival.</param>
/// <param name="Raw">The message as it travelled, headers and all.</param>
public sealed record ReceivedMail(
    string Id, string MessageId, string From, IReadOnlyList<string> To, string Subject, string Text, string Html, DateTime At, string Raw)
{
    /// <summary>Decodes what came after DATA. Anything MimeKit cannot read is kept with its raw text only.</summary>
    internal static ReceivedMail Decode(string sender, IReadOnlyList<string> recipients, byte[] data, DateTime at)
    {
        var raw = Encoding.UTF8.GetString(data);
        try
        {
            using var stream = new MemoryStream(data, writable: false);
            using var message = MimeMessage.Load(stream);
            var from = message.From.Count > 0 ? message.From.ToString() : sender;
            return new ReceivedMail("", message.MessageId ?? "", from, recipients,
                message.Subject ?? "", message.TextBody ?? "", message.HtmlBody ?? "", at, raw);
        }
        catch (FormatException)
        {
            return new ReceivedMail("", "", sender, recipients, "", "", "", at, raw);
        }
    }
}
