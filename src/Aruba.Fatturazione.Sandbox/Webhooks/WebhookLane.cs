using System.Threading.Channels;

namespace Aruba.Fatturazione.Sandbox.Webhooks;

/// <summary>One provider's queue: webhooks leave in order, but one that must wait does not hold up the others.</summary>
internal sealed class WebhookLane(Func<WebhookParcel, TaskCompletionSource, Task> deliver)
{
    // A shop that takes longer than this to answer gets the next one meanwhile, as it would from the real providers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeProvider Waits = TimeProvider.System;

    private readonly Channel<WebhookParcel> queue = Channel.CreateUnbounded<WebhookParcel>();
    private volatile TaskCompletionSource nextSent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(WebhookParcel parcel) => queue.Writer.TryWrite(parcel);

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var parcel in queue.Reader.ReadAllAsync(stopping))
            {
                await StartAsync(parcel);
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox closes; what was waiting is lost with its world.
        }
    }

    private async Task StartAsync(WebhookParcel parcel)
    {
        var tried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!parcel.IsDropped && (parcel.Reorder ?? parcel.Delay) is { } longest)
        {
            _ = LaterAsync(parcel, parcel.Reorder is null ? null : nextSent.Task, longest, tried);
            return;
        }

        _ = deliver(parcel, tried);
        await Task.WhenAny(tried.Task, Task.Delay(Patience, Waits, CancellationToken.None));
        var sent = nextSent;
        nextSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sent.TrySetResult();
    }

    private async Task LaterAsync(WebhookParcel parcel, Task? signal, TimeSpan longest, TaskCompletionSource tried)
    {
        var end = Task.Delay(longest, Waits, parcel.Era);
        await Task.WhenAny(signal ?? end, end);
        await deliver(parcel, tried);
    }
}
