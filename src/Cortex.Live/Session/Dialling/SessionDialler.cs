using System.Net.WebSockets;
using Cortex.Live.Connection;
using Microsoft.Extensions.Logging;

namespace Cortex.Live.Session;

/// <summary>Asks for credentials and makes a socket, one connection at a time, and says what came of it. Used under the session's lock.</summary>
/// <param name="options">Where to.</param>
/// <param name="way">How to get there.</param>
/// <param name="session">Its number, for the log.</param>
/// <param name="warn">What the user should know.</param>
/// <param name="dialled">A socket is there; its taker's from now on.</param>
/// <param name="failed">None came about.</param>
/// <param name="saw">How the network is, while <see cref="Look"/> is on.</param>
/// <param name="log">The log.</param>
internal sealed class SessionDialler(
    LiveOptions options,
    Dialler way,
    int session,
    Action<string> warn,
    Action<int, WebSocket, LiveTarget> dialled,
    Action<int, CloseReason> failed,
    Action<NetworkSign> saw,
    ILogger log) : IDisposable
{
    private readonly HashSet<string> _said = [];
    private Credential? _shown;
    private readonly Func<LiveTarget, CancellationToken, ValueTask<WebSocket>> _connect = options.ConnectSocket ?? way.ConnectAsync;

    // Who makes the sockets himself may know another network than this machine's.
    private readonly INetworkSigns? _signs = options.Signs ?? (options.ConnectSocket is null ? way.Signs : null);
    private Task _running = Task.CompletedTask;
    private CancellationTokenSource _dial = new();
    private CancellationTokenSource? _look;
    private Task _looking = Task.CompletedTask;
    private LiveTarget? _target;

    /// <summary>What is being made, or was, and what is being looked at.</summary>
    public Task Running => Task.WhenAll(_running, _looking);

    /// <summary>Begins; after what is to be known first.</summary>
    public void Begin(int number, Func<CancellationToken, Task>? before)
    {
        _dial = new CancellationTokenSource();
        var token = _dial.Token;
        var earlier = _running;
        _running = Task.Run(() => DialAsync(number, earlier, before, token));
    }

    /// <summary>Stops.</summary>
    public void Abandon() => _dial.Cancel();

    /// <summary>Starts to look at the network, or stops.</summary>
    public void Look(bool on)
    {
        _look?.Cancel();
        _look = null;
        if (on && _signs is not null && _target is { } target)
        {
            _look = new CancellationTokenSource();
            var token = _look.Token;
            _looking = Task.Run(() => LookAsync(_signs, target, token));
        }
    }

    // The token sources hold no handle, and what is dialled may still look at them.
    public void Dispose()
    {
        Abandon();
        Look(on: false);
    }

    private async Task LookAsync(INetworkSigns signs, LiveTarget target, CancellationToken over)
    {
        try
        {
            await foreach (var news in signs.WatchAsync(target, over).ConfigureAwait(false))
            {
                if (!over.IsCancellationRequested)
                {
                    saw(news switch
                    {
                        NetworkNews.Answers => NetworkSign.Up,
                        NetworkNews.Moved => NetworkSign.Moved,
                        _ => NetworkSign.Down,
                    });
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task DialAsync(int number, Task earlier, Func<CancellationToken, Task>? before, CancellationToken abandoned)
    {
        LiveTarget? target = null;
        try
        {
            if (before is not null)
            {
                await before(abandoned).ConfigureAwait(false);
            }

            _target = target = await AimAsync(abandoned).ConfigureAwait(false);
            dialled(number, await _connect(target, abandoned).ConfigureAwait(false), target);
        }
        catch (Exception) when (abandoned.IsCancellationRequested)
        {
            // Nobody waits for it any more, and what it says would be about the abandoning.
        }
        catch (Exception exception)
        {
            var reason = DialFailures.Classify(exception, target?.Uri ?? options.Endpoint);
            Connection.Log.DialFailed(log, number, target, reason);
            failed(number, reason);
        }

        // Whoever waits for the newest waits for all.
        await earlier.ConfigureAwait(false);
    }

    /// <summary>A server's words without what it was shown.</summary>
    public string HideIn(string words) => Volatile.Read(ref _shown)?.HideIn(words) ?? words;

    private async ValueTask<LiveTarget> AimAsync(CancellationToken abandoned)
    {
        var credential = await options.Credentials.GetAsync(abandoned).ConfigureAwait(false);
        Volatile.Write(ref _shown, credential is { IsStandIn: false } ? credential : null);
        Log.Credentials(log, session, credential?.Origin ?? "nobody");
        if (credential?.Warning is { } warning && _said.Add(warning))
        {
            warn(warning);
        }

        var target = LiveEndpoint.Target(options.Endpoint, options.ApiVersion, credential);
        if (credential is { IsStandIn: false } && target.Uri is { Scheme: "ws", IsLoopback: false } && _said.Add(target.Uri.Authority))
        {
            warn($"the key travels unencrypted to {target.Uri.Authority}: use an https or wss address");
        }

        return target;
    }
}
