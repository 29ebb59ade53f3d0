using System.Net;
using System.Net.Sockets;

namespace Cortex.Live.Connection;

/// <summary>
/// A connection that notices when it is half-open. After an outage TCP may wait for seconds before it sends again; meanwhile a new
/// connection would work. So while it sends again in vain, the other end is asked for a new connection: when it takes one and the old
/// one still shows no life, the old one is cut, and who reads it can make a new one.
/// </summary>
internal sealed class GuardedStream : NetworkStream
{
    private readonly StallPolicy _policy;
    private readonly TimeProvider _time;
    private readonly EndPoint _peer;
    private readonly CancellationTokenSource _over = new();

    public GuardedStream(Socket socket, StallPolicy policy, TimeProvider time)
        : base(socket, ownsSocket: true)
    {
        (_policy, _time, _peer) = (policy, time, socket.RemoteEndPoint!);
        if (OperatingSystem.IsLinux())
        {
            _ = GuardAsync(_over.Token);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        // The source is not disposed: it holds nothing, and the guard may still be looking at it.
        _over.Cancel();
        base.Dispose(disposing);
    }

    private async Task GuardAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(_policy.LookEvery, _time);
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                if (TcpOptions.IsSendingAgain(Socket) && await IsHalfOpenAsync(timer, cancellationToken).ConfigureAwait(false))
                {
                    Socket.Close(timeout: 0);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is closed or broken: who reads it knows.
        }
    }

    private async Task<bool> IsHalfOpenAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var probing = Task.CompletedTask;
        var isProbing = false;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false) && TcpOptions.IsSendingAgain(Socket))
            {
                if (!isProbing && _time.GetElapsedTime(since) >= _policy.Suspect)
                {
                    (isProbing, probing) = (true, Probes.UntilAnsweredAsync(ConnectAsync, _policy.LookEvery, _policy.ProbeLimit, _time, over.Token));
                }

                if (isProbing && await IsDoneAsync(probing, cancellationToken).ConfigureAwait(false))
                {
                    await Task.Delay(_policy.Grace, _time, cancellationToken).ConfigureAwait(false);
                    return TcpOptions.IsSendingAgain(Socket);
                }
            }

            return false;
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await probing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsDoneAsync(Task probing, CancellationToken cancellationToken)
    {
        await probing.WaitAsync(_policy.LookEvery, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return probing.IsCompletedSuccessfully;
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var other = new Socket(Socket.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await other.ConnectAsync(_peer, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(other, ownsSocket: true);
        }
        catch
        {
            other.Dispose();
            throw;
        }
    }
}
