using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Text;

namespace Aruba.Fatturazione.Sandbox.Smtp;

/// <summary>Thrown to leave a conversation by resetting the connection.</summary>
internal sealed class ConnectionResetWanted : Exception;

/// <summary>One SMTP conversation (RFC 5321, with SIZE, 8BITMIME, SMTPUTF8, PIPELINING and AUTH that believes anybody).</summary>
internal sealed class SmtpSession(Stream stream, Mailbox mailbox, SmtpMischief mischief, TimeProvider clock)
{
    private const int LongestMail = 10 * 1024 * 1024;
    private const int LongestCommand = 2048;
    private const int LongestTextLine = 998;  // RFC 5321 §4.5.3.1.6, without CRLF: a real server may refuse more, so this one does
    private const int MostRecipients = 100;
    private const string Bye = "221 2.0.0 Bye";

    private readonly SmtpLines lines = new(PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true)));
    private readonly List<string> recipients = [];
    private string? sender;
    private SmtpBehaviour behaviour = SmtpBehaviour.Accept;

    /// <summary>Talks until QUIT, until the other side closes, or until the sandbox stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await ReplyAsync("220 sandbox ESMTP", stopping);
        while (await lines.ReadAsync(LongestCommand, stopping) is { } line)
        {
            var reply = line.TooLong ? "500 5.5.2 Line too long" : await AnswerAsync(Encoding.UTF8.GetString(line.Bytes), stopping);
            await ReplyAsync(reply, stopping);
            if (reply == Bye)
            {
                return;
            }
        }
    }

    private async Task<string> AnswerAsync(string command, CancellationToken stopping)
    {
        var space = command.IndexOf(' ', StringComparison.Ordinal);
        var verb = (space < 0 ? command : command[..space]).ToUpperInvariant();
        var rest = space < 0 ? "" : command[(space + 1)..].Trim();
        return verb switch
        {
            "EHLO" => Forget($"250-sandbox\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE {LongestMail}"),
            "HELO" => Forget("250 sandbox"),
            "RSET" => Forget("250 2.0.0 Ok"),
            "NOOP" => "250 2.0.0 Ok",
            "MAIL" => Mail(rest),
            "RCPT" => Recipient(rest),
            "DATA" => await DataAsync(stopping),
            "AUTH" => await AuthenticateAsync(rest, stopping),
            "QUIT" => Bye,
            _ => "502 5.5.1 Command not known here",
        };
    }

    private string Mail(string rest)
    {
        if (!SmtpPath.TryParse(rest, "FROM:", out var path, out var parameters))
        {
            return "501 5.5.4 MAIL FROM:<address> expected";
        }

        var size = parameters.FirstOrDefault(p => p.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase));
        if (size is not null && (!long.TryParse(size.AsSpan(5), out var octets) || octets > LongestMail))
        {
            return "552 5.3.4 Message larger than 10 MB";
        }

        var reply = Forget("250 2.1.0 Ok");
        sender = path;
        return reply;
    }

    private string Recipient(string rest)
    {
        if (sender is null)
        {
            return "503 5.5.1 MAIL first";
        }

        if (!SmtpPath.TryParse(rest, "TO:", out var path, out _) || path.Length == 0)
        {
            return "501 5.5.4 RCPT TO:<address> expected";
        }

        if (recipients.Count == MostRecipients)
        {
            return "452 4.5.3 Too many recipients";
        }

        var wanted = mischief.Take(path);
        switch (wanted)
        {
            case SmtpBehaviour.RefuseTemporarily:
                return "452 4.2.2 Mailbox full, try again later";
            case SmtpBehaviour.RefusePermanently:
                return "550 5.1.1 No such mailbox";
            case SmtpBehaviour.Hang or SmtpBehaviour.CloseAfterData or SmtpBehaviour.Slow:
                behaviour = wanted;
                break;
        }

        recipients.Add(path);
        return "250 2.1.5 Ok";
    }

    private async Task<string> DataAsync(CancellationToken stopping)
    {
        if (sender is null || recipients.Count == 0)
        {
            return "503 5.5.1 RCPT first";
        }

        await ReplyAsync("354 End with a dot on a line of its own", stopping);
        using var data = new MemoryStream();
        var refusal = await ReceiveAsync(data, stopping);
        var (from, to, how) = (sender, recipients.ToArray(), behaviour);
        return Forget(refusal) ?? await KeepAsync(from, to, data.ToArray(), how, stopping);
    }

    private async Task<string> KeepAsync(string from, string[] to, byte[] data, SmtpBehaviour how, CancellationToken stopping)
    {
        if (how == SmtpBehaviour.Hang)
        {
            await SayNothingAsync(stopping);
        }

        var mail = mailbox.Keep(ReceivedMail.Decode(from, to, data, clock.GetUtcNow().UtcDateTime));
        if (how == SmtpBehaviour.CloseAfterData)
        {
            throw new ConnectionResetWanted();
        }

        if (how == SmtpBehaviour.Slow)
        {
            await Task.Delay(mischief.SlowDelay, TimeProvider.System, stopping);
        }

        return $"250 2.0.0 Kept as {mail.Id}";
    }

    /// <summary>Reads up to the final dot, undoing dot-stuffing; null when all is well, otherwise the refusal to send.</summary>
    private async Task<string?> ReceiveAsync(MemoryStream data, CancellationToken stopping)
    {
        string? refusal = null;
        while (true)
        {
            // One octet more than a text line: the stuffed dot is not part of it.
            var line = await lines.ReadAsync(LongestTextLine + 1, stopping) ?? throw new EndOfStreamException("The sender hung up inside DATA.");
            if (line is { TooLong: false, Bytes: [(byte)'.'] })
            {
                return refusal;
            }

            var text = line.Bytes is [(byte)'.', ..] ? line.Bytes.AsMemory(1) : line.Bytes.AsMemory();
            refusal ??= line.TooLong || text.Length > LongestTextLine ? "554 5.6.0 A line is longer than 998 octets"
                : data.Length + text.Length + 2 > LongestMail ? "552 5.3.4 Message larger than 10 MB"
                : null;
            if (refusal is null)
            {
                await data.WriteAsync(text, stopping);
                data.Write("\r\n"u8);
            }
        }
    }

    private async Task<string> AuthenticateAsync(string rest, CancellationToken stopping)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var answersToRead = (words.FirstOrDefault()?.ToUpperInvariant(), words.Length) switch
        {
            ("PLAIN", 1) => 1,
            ("PLAIN", 2) => 0,
            ("LOGIN", 1) => 2,
            ("LOGIN", 2) => 1,
            _ => -1,
        };
        for (var left = answersToRead; left > 0; left--)
        {
            var question = words[0].Equals("PLAIN", StringComparison.OrdinalIgnoreCase) ? "" : left == 2 ? "VXNlcm5hbWU6" : "UGFzc3dvcmQ6";
            await ReplyAsync($"334 {question}", stopping);
            if (await lines.ReadAsync(LongestCommand, stopping) is not { TooLong: false } answer || answer.Bytes is [(byte)'*'])
            {
                return "501 5.7.0 Authentication given up";
            }
        }

        return answersToRead < 0 ? "504 5.5.4 PLAIN or LOGIN" : "235 2.7.0 Welcome, whoever you are";
    }

    private async Task SayNothingAsync(CancellationToken stopping)
    {
        while (await lines.ReadAsync(LongestCommand, stopping) is not null)
        {
            // Says nothing, whatever is asked.
        }

        throw new EndOfStreamException("The sender gave up waiting.");
    }

    /// <summary>Drops the mail under way and passes the reply on.</summary>
    [return: NotNullIfNotNull(nameof(reply))]
    private string? Forget(string? reply)
    {
        sender = null;
        recipients.Clear();
        behaviour = SmtpBehaviour.Accept;
        return reply;
    }

    private Task ReplyAsync(string reply, CancellationToken stopping) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), stopping).AsTask();
}
