using System.Net;
using System.Net.Sockets;
using Aruba.Fatturazione.Web.Tests.Account;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>A shop whose providers are behind one port, which refuses connections or lets them hang.</summary>
public class FarHost : AccountHost, IDisposable
{
    private readonly Socket door = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> callers = [];

    protected override IEnumerable<KeyValuePair<string, string?>> Settings
    {
        get
        {
            if (!door.IsBound)
            {
                door.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound and not listening: refuses
            }

            return [new("Stripe:ApiBase", $"http://{door.LocalEndPoint}/stripe"), new("PayPal:ApiBase", $"http://{door.LocalEndPoint}/paypal")];
        }
    }

    /// <summary>From now on connections neither come about nor are refused: the queue of those who wait is full.</summary>
    public async Task HangAsync()
    {
        door.Listen(0);
        for (var tries = 0; tries < 8; tries++)
        {
            var caller = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            callers.Add(caller);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            try
            {
                await caller.ConnectAsync(door.LocalEndPoint!, patience.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }

        throw new InvalidOperationException("This machine does not let connections hang.");
    }

    public void Dispose()
    {
        callers.ForEach(c => c.Dispose());
        door.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The same, with a shop that leaves a provider in peace as it does in production.</summary>
public sealed class ImpatientFarHost : FarHost
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("Payments:FailuresBeforePause", "5")];
}

/// <summary>A shop that takes three refusals in an hour.</summary>
public sealed class StrictHost : AccountHost
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Payments:FailuresPerHour", "3")];
}
