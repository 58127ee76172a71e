using System.Globalization;
using System.Text.RegularExpressions;
using Aruba.Fatturazione.Payments;
using Serilog.Events;
using Serilog.Formatting;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>
/// Replaces what looks like somebody's data in a finished line of log. The last defence: no message of ours carries such data, but a
/// library's exception may.
/// </summary>
internal static partial class Masking
{
    private const int Patience = 1000;

    /// <summary>The line without card numbers, mail addresses, tax codes, VAT numbers, telephone numbers and tokens.</summary>
    public static string Mask(string line)
    {
        line = CardNumbers.Hide(line, "[carta]");
        line = Mail().Replace(line, "[mail]");
        line = CodiceFiscale().Replace(line, "[codice fiscale]");
        line = PartitaIva().Replace(line, "[partita iva]");
        line = Telephone().Replace(line, "[telefono]");
        return Token().Replace(line, "[token]");
    }

    [GeneratedRegex(@"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+", RegexOptions.None, Patience)]
    private static partial Regex Mail();

    // With omocodia: the seven digits may be letters (DM 12/3/1974 and its implementing notes).
    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z](?![A-Za-z0-9])", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex CodiceFiscale();

    [GeneratedRegex(@"(?<![A-Za-z0-9.])(?:IT|ARUBA)?[0-9]{11}(?![A-Za-z0-9])", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex PartitaIva();

    [GeneratedRegex(@"(?<![A-Za-z0-9])\+[0-9]{8,15}(?![A-Za-z0-9])", RegexOptions.None, Patience)]
    private static partial Regex Telephone();

    // Base64url of 24 bytes or more: all three kinds of character. Trace ids are lower-case hexadecimal and stay.
    [GeneratedRegex(@"(?<![A-Za-z0-9_-])(?=[A-Za-z_-]*[0-9])(?=[a-z0-9_-]*[A-Z])(?=[A-Z0-9_-]*[a-z])[A-Za-z0-9_-]{32,}", RegexOptions.None, Patience)]
    private static partial Regex Token();
}

/// <summary>Masks whatever another formatter writes, exception included.</summary>
internal sealed class MaskingFormatter(ITextFormatter inner) : ITextFormatter
{
    /// <inheritdoc />
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        inner.Format(logEvent, line);
        output.Write(Masking.Mask(line.ToString()));
    }
}

/// <summary>A line for the developer's console. Control characters in values become spaces, so that one event stays one line.</summary>
internal sealed class ConsoleLine : ITextFormatter
{
    /// <inheritdoc />
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var message = string.Concat(logEvent.RenderMessage(CultureInfo.InvariantCulture).Select(c => char.IsControl(c) ? ' ' : c));
        var mark = logEvent.Level switch
        {
            LogEventLevel.Error or LogEventLevel.Fatal => "ERROR ",
            LogEventLevel.Warning => "warn  ",
            _ => "",
        };
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{logEvent.Timestamp:HH:mm:ss} {mark}{message}"));
        if (logEvent.Exception is { } e)
        {
            output.WriteLine(e);
        }
    }
}
