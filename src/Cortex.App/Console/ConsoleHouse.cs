using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Cortex.App.WebConsole.Entry;
using Cortex.App.WebConsole.Events;
using Cortex.App.WebConsole.Holding;
using Cortex.App.WebConsole.Pages;
using Cortex.Live;
using Cortex.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cortex.App.WebConsole;

/// <summary>
/// What is at the console's address: the page's files, the way in, the events socket; the Live endpoint beside them is the server's.
/// The files hold no secret and are shown to everybody whose request passes the gate; all else is for those who are known.
/// </summary>
internal sealed class ConsoleHouse(Gate gate, SignIn signIn, PageFiles files, Floor floor, ConsoleFacts facts, IConsoleActions actions, TimeProvider time) : ILiveHouse
{
    /// <summary>Events sockets open at a time.</summary>
    public const int MostPages = 16;

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(40);

    // Any model that the Live server knows will do: which one is asked is this program's business.
    private const string LiveModel = "models/gemini-3.8-live";
    private const string LivePath = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?page=";

    private readonly ConcurrentDictionary<string, (PageDesk Desk, EventsSocket Socket)> _pages = new(StringComparer.Ordinal);
    private int _open;
    private int _clients;

    public ValueTask<bool> AdmitAsync(HttpContext context) => new(gate.Admit(context));

    public async ValueTask<ILiveEngine?> SeatAsync(HttpContext context)
    {
        if (!gate.Knows(context))
        {
            Gate.RefuseUnknown(context);
            return null;
        }

        var page = PageOf(context);
        var holder = page is not null
            ? new Holder(HolderKind.Browser, _pages.TryGetValue(page, out var known) ? known.Desk.Name : "a browser", page)
            : new Holder(HolderKind.Client, "a Live client", "client-" + Interlocked.Increment(ref _clients));
        floor.Came(holder.Page!);
        context.Response.OnCompleted(() =>
        {
            floor.Left(holder.Page!);
            return Task.CompletedTask;
        });
        if (await floor.SeatAsync(holder) is { } engine)
        {
            return engine;
        }

        context.Response.StatusCode = StatusCodes.Status409Conflict;
        return null;
    }

    public Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        return path switch
        {
            "/session" => signIn.ServeAsync(context),
            "/events" => ServeEventsAsync(context),
            _ => ServeFileAsync(context, files.Find(path)),
        };
    }

    /// <summary>Ends all events sockets; for the end of the program.</summary>
    public void End()
    {
        foreach (var (_, socket) in _pages.Values)
        {
            socket.End(WebSocketCloseStatus.EndpointUnavailable, "cortex is ending");
        }
    }

    private async Task ServeEventsAsync(HttpContext context)
    {
        if (!gate.Knows(context))
        {
            Gate.RefuseUnknown(context);
        }
        else if (!context.WebSockets.IsWebSocketRequest)
        {
            // No script is told why its socket was refused: it asks here.
            context.Response.StatusCode = Volatile.Read(ref _open) >= MostPages ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
        }
        else if (Interlocked.Increment(ref _open) > MostPages)
        {
            Interlocked.Decrement(ref _open);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else
        {
            try
            {
                await TalkAsync(context);
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
        }
    }

    private async Task TalkAsync(HttpContext context)
    {
        var page = PageOf(context) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var accept = new WebSocketAcceptContext { KeepAliveInterval = PingEvery, KeepAliveTimeout = PongWithin };
        using var socket = await context.WebSockets.AcceptWebSocketAsync(accept);
        var told = facts.Add(page, LivePath + page, LiveModel);
        var desk = new PageDesk(page, floor, facts, actions);
        using var events = new EventsSocket(socket, told, desk.HearAsync, time);
        _pages.AddOrUpdate(page, (desk, events), (_, older) =>
        {
            older.Socket.End((WebSocketCloseStatus)4001, "this page is open somewhere else now");
            return (desk, events);
        });
        floor.Came(page);
        try
        {
            await events.RunAsync();
        }
        finally
        {
            facts.Remove(told);
            _pages.TryRemove(new KeyValuePair<string, (PageDesk, EventsSocket)>(page, (desk, events)));
            floor.Left(page);
        }
    }

    private static async Task ServeFileAsync(HttpContext context, PageFile? file)
    {
        var (request, response) = (context.Request, context.Response);
        if (file is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return;
        }

        // Asked for anew each time, and not sent where nothing has changed.
        (response.Headers.CacheControl, response.Headers.ETag) = ("no-cache", file.Tag);
        if (request.Headers.IfNoneMatch == file.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        (response.ContentType, response.ContentLength) = (file.MimeType, file.Bytes.Length);
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(file.Bytes, context.RequestAborted);
        }
    }

    // A page names itself, so that it is known again after a break; the name lets nobody in.
    private static string? PageOf(HttpContext context) =>
        context.Request.Query["page"].ToString() is { Length: >= 8 and <= 64 } page && page.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-') ? page : null;
}
