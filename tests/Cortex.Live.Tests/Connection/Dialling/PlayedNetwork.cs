using System.Net;
using System.Net.Sockets;
using Cortex.Live.Connection;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Live.Tests.Connection.Dialling;

/// <summary>A network of names and addresses that answer when a test says so; nothing is opened.</summary>
internal sealed class PlayedNetwork(FakeTimeProvider clock) : INetwork
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Func<CancellationToken, Task<Stream>>> _hosts = [];
    private readonly List<(double At, IPAddress Address)> _tried = [];
    private readonly DateTimeOffset _start = clock.GetUtcNow();

    public Func<CancellationToken, Task<IPAddress[]>> Names { get; set; } = static _ => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

    /// <summary>Connections that are open.</summary>
    public int Open => PlayedStream.OpenOf(this);

    /// <summary>How many connections were tried.</summary>
    public int Attempts
    {
        get
        {
            lock (_lock)
            {
                return _tried.Count;
            }
        }
    }

    public static Task<Stream> Refused() => Task.FromException<Stream>(new SocketException((int)SocketError.ConnectionRefused));

    /// <summary>These were tried, in this order, at these milliseconds.</summary>
    public void Tried(params (double At, string Address)[] expected)
    {
        lock (_lock)
        {
            Assert.Equal(expected.Select(one => one.Address), _tried.Select(one => one.Address.ToString()));
            Assert.All(expected.Zip(_tried), pair => Assert.InRange(pair.Second.At, pair.First.At, pair.First.At + 100));
        }
    }

    public void Knows(params string[] addresses) => Names = _ => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());

    public void KnowsAfter(TimeSpan wait, params string[] addresses) => Names = async token =>
    {
        await Task.Delay(wait, clock, token);
        return [.. addresses.Select(IPAddress.Parse)];
    };

    public void Answers(string address) => Play(address, _ => Task.FromResult(Connection()));

    public void Refuses(string address) => Play(address, static _ => Refused());

    public void Swallows(string address) => Play(address, async token =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, token);
        throw new InvalidOperationException();
    });

    public void AnswersAfter(string address, TimeSpan wait) => Play(address, async token =>
    {
        await Task.Delay(wait, clock, token);
        return Connection();
    });

    /// <summary>Answers too late, whatever the caller wants by then.</summary>
    public void AnswersWhen(string address, Task when) => Play(address, async _ =>
    {
        await when;
        return Connection();
    });

    public void Play(string address, Func<CancellationToken, Task<Stream>> host)
    {
        lock (_lock)
        {
            _hosts[IPAddress.Parse(address)] = host;
        }
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Names(cancellationToken);

    public Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _tried.Add(((clock.GetUtcNow() - _start).TotalMilliseconds, address.Address));
            return _hosts[address.Address](cancellationToken);
        }
    }

    public Stream Connection() => new PlayedStream(this);

    private sealed class PlayedStream : MemoryStream
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<PlayedNetwork, System.Runtime.CompilerServices.StrongBox<int>> Counts = [];
        private readonly PlayedNetwork _network;
        private int _closed;

        public PlayedStream(PlayedNetwork network)
        {
            _network = network;
            Interlocked.Increment(ref Counts.GetOrCreateValue(network).Value);
        }

        public static int OpenOf(PlayedNetwork network) => Volatile.Read(ref Counts.GetOrCreateValue(network).Value);

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _closed, 1) == 0)
            {
                Interlocked.Decrement(ref Counts.GetOrCreateValue(_network).Value);
            }

            base.Dispose(disposing);
        }
    }
}
