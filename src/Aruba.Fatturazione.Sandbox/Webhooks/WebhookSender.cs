using System.Collections.Concurrent;
using System.Text;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Mischief;

namespace Aruba.Fatturazione.Sandbox.Webhooks;

/// <summary>
/// Tells the shop what happened at the providers, as they would: signed, in order as far as nothing is wrong, tried again with growing waits
/// when the shop does not answer 2xx, and with the faults of <see cref="WebhookMischief"/>. Waits are real time.
/// </summary>
public sealed class WebhookSender : IAsyncDisposable
{
    private static readonly TimeSpan[] Waits = [.. new[] { 0.5, 1, 2, 4, 8 }.Select(TimeSpan.FromSeconds)];

    private readonly WebhookMischief mischief;
    private readonly WebhookAddress address;
    private readonly MoneyLedger ledger;
    private readonly TimeProvider clock;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentDictionary<string, Lazy<WebhookLane>> lanes = new();
    private readonly ConcurrentDictionary<Task, byte> running = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly List<WebhookParcel> parcels = [];
    private CancellationTokenSource era = new();

    internal WebhookSender(WebhookMischief mischief, WebhookAddress address, MoneyLedger ledger, TimeProvider clock)
    {
        this.mischief = mischief;
        this.address = address;
        this.ledger = ledger;
        this.clock = clock;
        ledger.Emptied += Forget;
    }

    /// <summary>Every webhook so far, oldest first, since the ledger was last emptied.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => [.. Snapshot().Select(p => p.Delivery)];

    /// <summary>Waits until no webhook is on its way any more, its further tries included.</summary>
    /// <exception cref="TimeoutException">Some still are; the message says which. <paramref name="timeout"/> is real time.</exception>
    public async Task SettleAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout, TimeProvider.System);
        while (Deliveries.Where(d => d.Outcome == WebhookOutcome.Waiting).ToList() is { Count: > 0 } waiting)
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"Still on their way: {string.Join(", ", waiting.Select(d => d.Type))}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Stops sending.</summary>
    public async ValueTask DisposeAsync()
    {
        ledger.Emptied -= Forget;
        await stopping.CancelAsync();
        await era.CancelAsync();
        await Task.WhenAll(running.Keys);
        http.Dispose();
        era.Dispose();
        stopping.Dispose();
    }

    /// <summary>Puts an event in the queue, with the faults that are on now.</summary>
    internal void Send(WebhookDialect dialect, WebhookEvent news) => Enqueue(dialect, news, mischief.Take(dialect.Name, news.Type));

    /// <summary>Sends a past event again, without faults, as the provider's console can. False when there is no such event.</summary>
    internal bool SendAgain(string eventId)
    {
        if (Snapshot().Find(p => p.News.Id == eventId) is not { } past)
        {
            return false;
        }

        Enqueue(past.Dialect, past.News, []);
        return true;
    }

    private void Enqueue(WebhookDialect dialect, WebhookEvent news, IReadOnlyList<WebhookMischiefRule> faults)
    {
        WebhookParcel parcel;
        lock (gate)
        {
            parcel = new WebhookParcel(dialect, news, faults, era.Token);
            parcels.Add(parcel);
        }

        lanes.GetOrAdd(dialect.Name, _ => new Lazy<WebhookLane>(NewLane)).Value.Add(parcel);
    }

    private WebhookLane NewLane()
    {
        var lane = new WebhookLane(DeliverAsync);
        Track(Task.Run(() => lane.RunAsync(stopping.Token)));
        return lane;
    }

    private Task DeliverAsync(WebhookParcel parcel, TaskCompletionSource tried)
    {
        var work = CarryAsync(parcel, tried);
        Track(work);
        return work;
    }

    private async Task CarryAsync(WebhookParcel parcel, TaskCompletionSource tried)
    {
        try
        {
            var outcome = parcel.IsDropped ? WebhookOutcome.Dropped : WebhookOutcome.Delivered;
            for (var copy = 0; copy < parcel.Copies && outcome == WebhookOutcome.Delivered; copy++)
            {
                outcome = await TryUntilTakenAsync(parcel, tried);
            }

            parcel.End(outcome);
        }
        catch (OperationCanceledException)
        {
            parcel.End(WebhookOutcome.GivenUp); // the sandbox closes, or its world was emptied
        }
        finally
        {
            tried.TrySetResult();
        }
    }

    private async Task<WebhookOutcome> TryUntilTakenAsync(WebhookParcel parcel, TaskCompletionSource tried)
    {
        for (var attempt = 0; ; attempt++)
        {
            parcel.Era.ThrowIfCancellationRequested();
            if (address.Current is not { } shop)
            {
                return WebhookOutcome.NoAddress;
            }

            var answer = await TryAsync(parcel, shop);
            parcel.Note(answer);
            tried.TrySetResult();
            if (answer.Status is >= 200 and < 300)
            {
                return WebhookOutcome.Delivered;
            }

            if (attempt == Waits.Length)
            {
                return WebhookOutcome.GivenUp;
            }

            await Task.Delay(Waits[attempt], TimeProvider.System, parcel.Era);
        }
    }

    private async Task<WebhookTry> TryAsync(WebhookParcel parcel, string shop)
    {
        var now = clock.GetUtcNow();
        var message = parcel.Dialect.Write(parcel.News, parcel.Bend, now);
        using var request = new HttpRequestMessage(HttpMethod.Post, shop + parcel.Dialect.Path)
        {
            Content = new StringContent(message.Body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in message.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, parcel.Era);
            return new WebhookTry(now.UtcDateTime, (int)answer.StatusCode, null);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !parcel.Era.IsCancellationRequested)
        {
            return new WebhookTry(now.UtcDateTime, null, e.Message);
        }
    }

    private List<WebhookParcel> Snapshot()
    {
        lock (gate)
        {
            return [.. parcels];
        }
    }

    private void Forget(object? sender, EventArgs e)
    {
        CancellationTokenSource past;
        lock (gate)
        {
            parcels.Clear();
            past = era;
            era = new CancellationTokenSource();
        }

        past.Cancel();
    }

    private void Track(Task work)
    {
        running.TryAdd(work, 0);
        _ = work.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
    }
}
