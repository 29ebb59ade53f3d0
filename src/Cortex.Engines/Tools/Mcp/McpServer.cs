using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>
/// One MCP server: started beside everything else, listed, started again with growing pauses when it dies. Nobody waits for it; while it
/// is away its tools say so.
/// </summary>
public sealed class McpServer : IToolServer, IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ListEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);
    private readonly McpServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SecretMask _secrets;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _running;
    private volatile Standing _now = new(null, [], "it is being started", null);

    /// <summary>Starts it, in the background.</summary>
    /// <param name="options">Which.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the log.</param>
    public McpServer(McpServerOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _time, _secrets) = (options, time, options.Secrets);
        _logger = loggers.CreateLogger("Cortex.Engines.Tools");
        _running = Task.Run(RunAsync);
    }

    /// <inheritdoc />
    public string Name => _options.Name;

    /// <inheritdoc />
    public IReadOnlyList<ServedTool> Tools => _now.Tools;

    /// <inheritdoc />
    public string? Absence => _now.Absence;

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>Stops it, at most some seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _running.WaitAsync(StopLimit + StopLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    /// <summary>Calls a tool.</summary>
    /// <exception cref="ToolFailedException">It cannot be reached, or says that it failed.</exception>
    internal async ValueTask<JsonElement> CallAsync(string tool, IDictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        if (_now is not { Client: { } client, Broken: { } broken })
        {
            throw new ToolFailedException($"the server {Name} is away: {_now.Absence}");
        }

        try
        {
            // What the server never answers is not waited for by whoever was cancelled, nor by us.
            var result = await client.CallToolAsync(new CallToolRequestParams { Name = tool, Arguments = arguments }, cancellationToken).AsTask()
                .WaitAsync(cancellationToken).ConfigureAwait(false);
            return McpResults.Read(result, _secrets);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = Task.Run(() => LookAfterAsync(client, broken), CancellationToken.None);
            throw;
        }
        catch (ToolFailedException)
        {
            throw;
        }
        catch (McpException e)
        {
            throw new ToolFailedException(ToolText.Clean(_secrets.Hide(e.Message), 500));
        }
#pragma warning disable CA1031 // Whatever a transport throws, this server is started anew and the model is told in words.
        catch (Exception e)
#pragma warning restore CA1031
        {
            broken.TrySetResult(Words(e));
            throw new ToolFailedException($"the server {Name} went away in the middle of the call; whether it was done is not known");
        }
    }

    private async Task RunAsync()
    {
        for (var attempt = 0; !_over.IsCancellationRequested; attempt++)
        {
            var began = _time.GetTimestamp();
            string why;
            try
            {
                Starts++;
                why = await LiveAsync().ConfigureAwait(false);
                attempt = _time.GetElapsedTime(began) >= Settled ? 0 : attempt;
            }
            catch (OperationCanceledException) when (_over.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A server fails in any way it likes, and is tried again.
            catch (Exception e)
#pragma warning restore CA1031
            {
                why = Words(e);
            }

            var pause = _options.Backoff[Math.Min(attempt, _options.Backoff.Count - 1)];
            _now = new Standing(null, _now.Tools, $"{why}; it is started again", null);
            Log.ServerAway(_logger, Name, pause.TotalSeconds, why);
            await Task.Delay(pause, _time, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // From its start to its end, which is told in a few words.
    private async Task<string> LiveAsync()
    {
        using var start = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        using var timer = _time.CreateTimer(_ => start.Cancel(), null, _options.StartLimit, Timeout.InfiniteTimeSpan);
        var broken = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var way = McpTransports.Create(_options, Say, _time, () => broken.TrySetResult(""));
        string why;
        await using (way.ConfigureAwait(false))
        {
            try
            {
                why = await ServeAsync(way, broken, start, timer).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!_over.IsCancellationRequested)
            {
                why = $"it did not greet and list its tools within {_options.StartLimit.TotalSeconds:0} s";
            }
#pragma warning disable CA1031 // A server fails in any way it likes; the way to it may know better why.
            catch (Exception e) when (!_over.IsCancellationRequested)
#pragma warning restore CA1031
            {
                why = Words(e);
            }

            return _over.IsCancellationRequested ? why : await way.WhyAsync().ConfigureAwait(false) ?? why;
        }
    }

    private async Task<string> ServeAsync(McpWay way, TaskCompletionSource<string> broken, CancellationTokenSource start, ITimer timer)
    {
        // The library's own log shows what is sent, secrets among it. It waits for a pipe that nobody ends but us, so it is not waited for.
        var creating = McpClient.CreateAsync(way.Transport, McpTransports.Options, NullLoggerFactory.Instance, start.Token);
        await Task.WhenAny(creating, broken.Task).WaitAsync(start.Token).ConfigureAwait(false);
        if (!creating.IsCompleted)
        {
            return "it ended";
        }

        var client = await creating.ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        try
        {
            // However often it says that they changed, they are asked for one listing after the other, and once a second.
            var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
            var listening = client.RegisterNotificationHandler(NotificationMethods.ToolListChangedNotification, (_, _) =>
            {
                changes.Writer.TryWrite(true);
                return default;
            });
            await using (listening.ConfigureAwait(false))
            {
                await ListAsync(client, broken, start.Token).WaitAsync(start.Token).ConfigureAwait(false);
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _ = FollowAsync(client, broken, changes.Reader, over.Token);
                var ended = await Task.WhenAny(client.Completion, broken.Task).WaitAsync(_over.Token).ConfigureAwait(false);
                return ended == broken.Task ? await broken.Task.ConfigureAwait(false) : Ending(await client.Completion.ConfigureAwait(false));
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            var ending = EndAsync(client);
            if (!way.EndsFirst)
            {
                await ending.ConfigureAwait(false);
            }
        }
    }

    private async Task ListAsync(McpClient client, TaskCompletionSource<string> broken, CancellationToken cancellationToken)
    {
        var listed = await McpListing.AskAsync(client, cancellationToken).ConfigureAwait(false);
        ServedTool[] tools = [.. listed.Select(tool => new ServedTool(tool.Name, new McpFunction(this, tool), tool.Annotations?.ReadOnlyHint is true))];
        var isNew = _now.Client != client || !_now.Tools.Select(static tool => tool.Name).SequenceEqual(tools.Select(static tool => tool.Name));
        _now = new Standing(client, tools, null, broken);
        if (isNew)
        {
            Log.ServerReady(_logger, Name, tools.Length);
        }
    }

    private async Task FollowAsync(McpClient client, TaskCompletionSource<string> broken, ChannelReader<bool> changes, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in changes.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await Task.Delay(ListEvery, _time, cancellationToken).ConfigureAwait(false);
                await ListAsync(client, broken, cancellationToken).WaitAsync(_options.StartLimit, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It is over.
        }
#pragma warning disable CA1031 // A server that can list no longer is started anew.
        catch (Exception e)
#pragma warning restore CA1031
        {
            broken.TrySetResult("its changed tools cannot be listed: " + Words(e));
        }
    }

    private async Task EndAsync(McpClient client) =>
        await client.DisposeAsync().AsTask().WaitAsync(StopLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // A call that was given up: is it the tool that is slow, or the server that is dead?
    private async Task LookAfterAsync(McpClient client, TaskCompletionSource<string> broken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        using var timer = _time.CreateTimer(_ => limit.Cancel(), null, PingLimit, Timeout.InfiniteTimeSpan);
        try
        {
            await client.PingAsync((RequestOptions?)null, limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (McpException)
        {
            // It answers, if only that it knows no ping.
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // Stopped.
        }
#pragma warning disable CA1031 // No answer in any form is the same: it is dead.
        catch (Exception)
#pragma warning restore CA1031
        {
            broken.TrySetResult("it does not answer any more");
        }
    }

    private void Say(string line)
    {
        if (_logger.IsEnabled(LogLevel.Debug))
        {
            Log.ServerSays(_logger, Name, ToolText.Clean(_secrets.Hide(line), 500));
        }
    }

    private string Ending(ClientCompletionDetails details) => details switch
    {
        { Exception: { } fault } => Words(fault),
        _ => "it ended",
    };

    private string Words(Exception fault) => fault switch
    {
        System.ComponentModel.Win32Exception => "its program cannot be started; is it installed?",
        _ when fault.InnerException is System.ComponentModel.Win32Exception => "its program cannot be started; is it installed?",
        HttpRequestException { StatusCode: { } status } => $"it answers {(int)status}",
        HttpRequestException => "it cannot be reached",
        _ => ToolText.Clean(_secrets.Hide(fault.Message), 200).TrimEnd('.', ' '),
    };

    private sealed record Standing(McpClient? Client, IReadOnlyList<ServedTool> Tools, string? Absence, TaskCompletionSource<string>? Broken);
}
