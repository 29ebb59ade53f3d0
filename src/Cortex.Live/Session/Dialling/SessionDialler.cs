using System.Net.WebSockets;
using Cortex.Live.Connection;
using Microsoft.Extensions.Logging;

namespace Cortex.Live.Session;

/// <summary>Asks for credentials and makes a socket, one connection at a time, and says what came of it. Used under the session's lock.</summary>
/// <param name="options">Where to.</param>
/// <param name="session">Its number, for the log.</param>
/// <param name="warn">What the user should know.</param>
/// <param name="dialled">A socket is there; its taker's from now on.</param>
/// <param name="failed">None came about.</param>
/// <param name="log">The log.</param>
internal sealed class SessionDialler(
    LiveOptions options, int session, Action<string> warn, Action<int, WebSocket, LiveTarget> dialled, Action<int, CloseReason> failed, ILogger log)
    : IDisposable
{
    private readonly HashSet<string> _said = [];
    private CancellationTokenSource _dial = new();

    /// <summary>What is being made, or was.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Begins; after what is to be known first.</summary>
    public void Begin(int number, Func<CancellationToken, Task>? before)
    {
        _dial = new CancellationTokenSource();
        var token = _dial.Token;
        var earlier = Running;
        Running = Task.Run(() => DialAsync(number, earlier, before, token));
    }

    /// <summary>Stops.</summary>
    public void Abandon() => _dial.Cancel();

    // The token source holds no handle, and what is dialled may still look at it.
    public void Dispose() => Abandon();

    private async Task DialAsync(int number, Task earlier, Func<CancellationToken, Task>? before, CancellationToken abandoned)
    {
        LiveTarget? target = null;
        try
        {
            if (before is not null)
            {
                await before(abandoned).ConfigureAwait(false);
            }

            target = await AimAsync(abandoned).ConfigureAwait(false);
            dialled(number, await (options.ConnectSocket ?? ClientSockets.ConnectAsync)(target, abandoned).ConfigureAwait(false), target);
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

    private async ValueTask<LiveTarget> AimAsync(CancellationToken abandoned)
    {
        var credential = await options.Credentials.GetAsync(abandoned).ConfigureAwait(false);
        Log.Credentials(log, session, credential?.Origin ?? "nobody");
        if (credential?.Warning is { } warning && _said.Add(warning))
        {
            warn(warning);
        }

        var target = LiveEndpoint.Target(options.Endpoint, options.ApiVersion, credential);
        if (credential is not null && target.Uri is { Scheme: "ws", IsLoopback: false } && _said.Add(target.Uri.Authority))
        {
            warn($"the key travels unencrypted to {target.Uri.Authority}: use an https or wss address");
        }

        return target;
    }
}
