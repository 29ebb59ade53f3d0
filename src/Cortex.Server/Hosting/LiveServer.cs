using System.Net;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Media.Voices;
using Cortex.Server.Endpoint;
using Cortex.Server.Rest;
using Cortex.Server.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Server.Hosting;

/// <summary>
/// A Live endpoint over any engine, and the HTTP side over a brain and a voice (reference 11): Google's own clients talk to it by
/// base URL. Any number of conversations at once, each bounded; what a server does is in <see cref="LiveServerOptions"/>.
/// </summary>
public sealed class LiveServer : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly LiveEndpoint _endpoint;
    private readonly ServerParts _parts;
    private int _stopping;

    private LiveServer(WebApplication host, LiveEndpoint endpoint, ServerParts parts, Uri url)
    {
        _host = host;
        _endpoint = endpoint;
        _parts = parts;
        Url = url;
    }

    /// <summary>Where it listens: the base URL for clients, <c>http://127.0.0.1:PORT/</c> or https with a certificate.</summary>
    public Uri Url { get; }

    /// <summary>What was counted so far; a snapshot, at any time.</summary>
    public ServerCounts Counts => _parts.Faults is { } faults ? _parts.Counters.Snapshot() with { Faults = faults.Happened } : _parts.Counters.Snapshot();

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where, for whom, and with which limits.</param>
    /// <param name="engine">Holds the conversations of the sockets; not disposed.</param>
    /// <param name="brain">Answers <c>generateContent</c>.</param>
    /// <param name="voice">Speaks for the TTS models.</param>
    /// <param name="time">The clock of every deadline.</param>
    /// <param name="loggers">For the server's own log, which never holds keys, queries or media.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ArgumentException">The options contradict each other, or an open address has no keys.</exception>
    /// <exception cref="IOException">The port is in use, or the address is not this machine's.</exception>
    public static async Task<LiveServer> StartAsync(
        LiveServerOptions options,
        ILiveEngine engine,
        IBrain brain,
        IVoice voice,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken = default)
    {
        OptionsCheck.Check(options);
        var parts = new ServerParts(options, engine, time, loggers);
        var endpoint = new LiveEndpoint(parts);
        var (rest, origins) = (new RestEndpoint(parts, brain, voice), new Origins(options.AllowedOrigins));
        return await StartAsync(options, endpoint, context => ServeAsync(context, endpoint, rest, origins, parts), parts, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts to listen for a house that keeps the door itself. There is no HTTP side but the house's own.</summary>
    /// <param name="options">Where, and with which limits; keys and origins are the house's business.</param>
    /// <param name="engine">For the log; the house says whose conversation a socket becomes.</param>
    /// <param name="house">Keeps the door.</param>
    /// <param name="time">The clock of every deadline.</param>
    /// <param name="loggers">For the server's own log, which never holds keys, queries or media.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">The port is in use, or the address is not this machine's.</exception>
    public static async Task<LiveServer> StartAsync(
        LiveServerOptions options, ILiveEngine engine, ILiveHouse house, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken = default)
    {
        OptionsCheck.Check(options, hasHouse: true);
        var parts = new ServerParts(options, engine, time, loggers);
        var endpoint = new LiveEndpoint(parts);
        return await StartAsync(options, endpoint, context => ServeAsync(context, endpoint, house, parts), parts, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Stops: with a notice every conversation is sent <c>goAway</c> and may leave until then; what is left is closed with 1001.
    /// </summary>
    /// <param name="notice">How long clients may take to leave; zero closes at once.</param>
    /// <param name="cancellationToken">Ends the wait for clients.</param>
    public async Task StopAsync(TimeSpan notice, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _stopping, 1) == 1)
        {
            return;
        }

        var open = _endpoint.Open.ToArray();
        if (notice > TimeSpan.Zero && open.Length > 0)
        {
            await Task.WhenAll(open.Select(entry => entry.Connection.SayGoAwayAsync(notice).AsTask())).ConfigureAwait(false);
            await WaitAsync(Task.WhenAll(open.Select(static entry => entry.Life)), notice, cancellationToken).ConfigureAwait(false);
        }

        open = [.. _endpoint.Open];
        foreach (var (connection, _) in open)
        {
            connection.End(Ending.Of(Refusals.GoingAway));
        }

        await WaitAsync(Task.WhenAll(open.Select(static entry => entry.Life)), _parts.Options.CloseTimeout * 2, cancellationToken).ConfigureAwait(false);
        await _host.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<LiveServer> StartAsync(
        LiveServerOptions options, LiveEndpoint endpoint, RequestDelegate serve, ServerParts parts, CancellationToken cancellationToken)
    {
        var host = Build(options, serve);
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw new IOException(
                $"cannot listen on {new IPEndPoint(options.Address, options.Port)}: {failure.GetBaseException().Message}; "
                + "end the program that holds the port, or choose another one (0 takes a free one)",
                failure);
        }

        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var server = new LiveServer(host, endpoint, parts, new Uri(address));
        parts.Logger.Listening(server.Url, parts.Engine.Name);
        return server;
    }

    private async Task WaitAsync(Task work, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitAsync(limit, _parts.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Who has not left by now is closed.
        }
    }

    private static WebApplication Build(LiveServerOptions options, RequestDelegate serve)
    {
        var book = new ConnectionBook(options.MaxConnections, options.MaxConnectionsPerAddress);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Cortex.Server" });
        builder.WebHost.UseKestrelCore().UseSockets().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
            kestrel.Limits.RequestHeadersTimeout = options.RequestHeadTimeout;
            kestrel.Limits.KeepAliveTimeout = options.IdleTimeout;
            kestrel.Listen(options.Address, options.Port, listen =>
            {
                listen.Use(next => connection => book.WatchAsync(connection, next));
                if (options.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        if (options.Certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        // The framework's own log holds addresses with their query, where keys travel; and Ctrl-C belongs to the program.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var host = builder.Build();
        host.Use(Linger);
        host.UseWebSockets();
        host.Use(book.WatchAsync);
        host.Run(serve);
        return host;
    }

    private static Task Linger(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { } upgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(new LingeringUpgrade(upgrade));
        }

        return next(context);
    }

    private static async Task ServeAsync(HttpContext context, LiveEndpoint live, RestEndpoint rest, Origins origins, ServerParts parts)
    {
        if (!origins.Admits(context.Request))
        {
            parts.Counters.RefusedUpgrade();
            parts.Logger.OriginRefused(context.Request.Headers.Origin.ToString());
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (Surface.Parse(context.Request.Path.Value ?? "") is { } surface)
        {
            await live.ServeAsync(context, surface).ConfigureAwait(false);
            return;
        }

        Origins.Mark(context);
        parts.Counters.Requested();
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await rest.ServeAsync(context).ConfigureAwait(false);
    }

    private static async Task ServeAsync(HttpContext context, LiveEndpoint live, ILiveHouse house, ServerParts parts)
    {
        if (!await house.AdmitAsync(context).ConfigureAwait(false))
        {
            return;
        }

        if (Surface.Parse(context.Request.Path.Value ?? "") is { } surface)
        {
            await live.ServeAsync(context, surface, house).ConfigureAwait(false);
            return;
        }

        parts.Counters.Requested();
        await house.ServeAsync(context).ConfigureAwait(false);
    }
}
