using System.Collections.Concurrent;
using System.Net.WebSockets;
using Cortex.Server.Hosting;
using Cortex.Server.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cortex.Server.Endpoint;

/// <summary>The door for sockets: five paths (reference 1.1). The upgrade itself validates nothing; refusals are close frames.</summary>
internal sealed class LiveEndpoint(ServerParts parts)
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<long, (LiveConnection Connection, Task Life)> _open = new();
    private long _lastId;

    /// <summary>The connections that are open now.</summary>
    public IEnumerable<(LiveConnection Connection, Task Life)> Open => _open.Values;

    /// <summary>Serves a request for a live path; returns when the socket is gone.</summary>
    /// <param name="context">The request.</param>
    /// <param name="surface">The door.</param>
    /// <param name="house">Keeps the door in place of keys; null: nobody does.</param>
    public async Task ServeAsync(HttpContext context, Surface surface, ILiveHouse? house = null)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            return;
        }

        if (!parts.Connections.TryTake())
        {
            parts.Counters.RefusedUpgrade();
            parts.Logger.NoRoom(parts.Options.MaxConnections);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var faults = parts.Faults?.Admit();
        try
        {
            if (faults?.OnUpgrade() is { } status)
            {
                parts.Counters.RefusedUpgrade();
                context.Response.StatusCode = status;
                return;
            }

            var engine = house is null ? parts.Engine : await house.SeatAsync(context).ConfigureAwait(false);
            if (engine is null)
            {
                parts.Counters.RefusedUpgrade();
                return;
            }

            var upgrade = context.Features.Get<IHttpUpgradeFeature>() as LingeringUpgrade;
            if (faults is not null && upgrade is not null)
            {
                upgrade.Wrap = stream => faults.Wrap(stream, context);
            }

            var accept = new WebSocketAcceptContext { KeepAliveInterval = PingEvery, KeepAliveTimeout = PongWithin };
            using var socket = await context.WebSockets.AcceptWebSocketAsync(accept).ConfigureAwait(false);
            var id = Interlocked.Increment(ref _lastId);
            var credential = house is null ? Credential.Of(context.Request) : Credential.Admitted;
            var connection = new LiveConnection(id, socket, context.Abort, surface, credential, engine, parts, faults);

            // Known before it lives: a server that stops must find it as soon as its client can.
            var life = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _open[id] = (connection, life.Task);
            try
            {
                await connection.RunAsync().ConfigureAwait(false);
                life.TrySetResult();
                if (socket.State is not WebSocketState.Closed && upgrade is { Stream: { } stream })
                {
                    await stream.DrainAsync(parts.Options.CloseTimeout, parts.Time).ConfigureAwait(false);
                }
            }
            finally
            {
                life.TrySetResult();
                _open.TryRemove(id, out _);
            }
        }
        finally
        {
            parts.Connections.Return();
        }
    }
}
