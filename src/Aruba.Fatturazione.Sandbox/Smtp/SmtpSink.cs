using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Aruba.Fatturazione.Sandbox.Smtp;

/// <summary>The port the mail server really listens on, for the pages.</summary>
internal sealed record SmtpDoor(int Port);

/// <summary>A mail server on 127.0.0.1 that delivers nowhere: every accepted mail lands in the <see cref="Mailbox"/>.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Task, byte> conversations = new();
    private readonly Task accepting;

    private SmtpSink(TcpListener listener, Mailbox mailbox, SmtpMischief mischief, TimeProvider clock)
    {
        this.listener = listener;
        this.clock = clock;
        Mailbox = mailbox;
        Mischief = mischief;
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Mailbox Mailbox { get; }

    public SmtpMischief Mischief { get; }

    /// <exception cref="SandboxStartException">The port is out of range or taken.</exception>
    public static SmtpSink Start(int port, Mailbox mailbox, SmtpMischief mischief, TimeProvider clock)
    {
        if (port is < 0 or > 65535)
        {
            throw new SandboxStartException($"Sandbox:SmtpPort: {port} is not a port. Use 1 to 65535, or 0 for any free one.");
        }

        var door = new TcpListener(IPAddress.Loopback, port);
        try
        {
            door.Start(backlog: 512);
            return new SmtpSink(door, mailbox, mischief, clock);
        }
        catch (SocketException e)
        {
            door.Dispose();
            throw new SandboxStartException(
                $"Sandbox:SmtpPort: port {port} is already taken ({e.SocketErrorCode}). Stop the other program, or set Sandbox:SmtpPort to another port (0 = any free one).", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(conversations.Keys);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync(stopping.Token);
                Track(TalkAsync(socket));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The caller hung up between knocking and being let in: nobody to talk to.
            }
        }
    }

    private void Track(Task conversation)
    {
        conversations.TryAdd(conversation, 0);
        _ = conversation.ContinueWith(done => conversations.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task TalkAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            try
            {
                await new SmtpSession(stream, Mailbox, Mischief, clock).RunAsync(stopping.Token);
            }
            catch (ConnectionResetWanted)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0); // closing now sends RST instead of FIN
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The sender went away, or the sandbox is closing: an ordinary end of a conversation.
            }
        }
    }
}
