using System.Buffers;
using System.IO.Pipelines;

namespace Aruba.Fatturazione.Sandbox.Smtp;

/// <summary>One line without its CRLF. A line that was too long is consumed to its end and comes back empty and marked.</summary>
internal readonly record struct SmtpLine(byte[] Bytes, bool TooLong);

/// <summary>Reads CRLF lines. A bare LF or CR is content, not a line end (RFC 5321 §2.3.8), so nothing can be smuggled past the final dot.</summary>
internal sealed class SmtpLines(PipeReader reader)
{
    /// <summary>The next line, or null when the other side has closed.</summary>
    public async ValueTask<SmtpLine?> ReadAsync(int longest, CancellationToken cancellationToken)
    {
        var tooLong = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (TryCut(buffer, out var line, out var next))
            {
                tooLong |= line.Length > longest;
                var result = new SmtpLine(tooLong ? [] : line.ToArray(), tooLong);
                reader.AdvanceTo(next);
                return result;
            }

            if (read.IsCompleted)
            {
                reader.AdvanceTo(buffer.End);
                return null;
            }

            // Drop what can only belong to a line that is already too long; the last byte may be the CR of its end.
            var drop = buffer.Length > longest + 1L;
            tooLong |= drop;
            reader.AdvanceTo(drop ? buffer.GetPosition(buffer.Length - 1) : buffer.Start, buffer.End);
        }
    }

    private static bool TryCut(ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line, out SequencePosition next)
    {
        var bytes = new SequenceReader<byte>(buffer);
        var found = bytes.TryReadTo(out line, "\r\n"u8);
        next = bytes.Position;
        return found;
    }
}
