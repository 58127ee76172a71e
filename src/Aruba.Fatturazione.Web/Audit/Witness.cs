using System.Net.Http.Headers;
using System.Text.Json;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>Money that the provider really took.</summary>
internal sealed record WitnessedCapture(string Provider, string Id, string? Order, string? Attempt, long AmountCents, string Currency, DateTime At);

/// <summary>Money that it really gave back.</summary>
internal sealed record WitnessedRefund(string Provider, string Id, string Capture, long AmountCents, DateTime At);

/// <summary>A contested charge.</summary>
internal sealed record WitnessedDispute(string Provider, string Id, string Capture);

/// <summary>A mail as it arrived.</summary>
internal sealed record WitnessedMail(string Id, string? MessageId, string Subject, string? Text, string? Html, DateTime At)
{
    /// <summary>The outbox row that sent it, or null when its Message-ID is not one of ours.</summary>
    public Guid? Row => Guid.TryParseExact((MessageId ?? "").Trim('<', '>').Split('@')[0], "N", out var id) ? id : null;
}

/// <summary>
/// What the world outside says: the sandbox's own ledger of money and its mailbox. The shop's tables are never asked about themselves.
/// Another emulator may stand in its place when it answers the same two addresses.
/// </summary>
internal sealed record Witness(
    IReadOnlyList<WitnessedCapture> Captures, IReadOnlyList<WitnessedRefund> Refunds, IReadOnlyList<WitnessedDispute> Disputes, IReadOnlyList<WitnessedMail> Mails)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Reads <c>/ledger</c> and <c>/posta</c> of a sandbox. Throws <see cref="HttpRequestException"/> when it does not answer.</summary>
    public static async Task<Witness> HearAsync(Uri sandbox, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = sandbox, Timeout = Patience };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var ledger = await http.GetFromJsonAsync<Ledger>("/ledger", JsonSerializerOptions.Web, ct);
        var mails = await http.GetFromJsonAsync<List<WitnessedMail>>("/posta", JsonSerializerOptions.Web, ct);
        return ledger is null || mails is null
            ? throw new HttpRequestException($"{sandbox} is not a sandbox.")
            : new Witness(ledger.Captures, ledger.Refunds, ledger.Disputes, mails);
    }

    private sealed record Ledger(List<WitnessedCapture> Captures, List<WitnessedRefund> Refunds, List<WitnessedDispute> Disputes);
}
