using System.Net.WebSockets;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Server.Faults;
using Cortex.Server.Rules;
using Cortex.Server.Sessions;
using Cortex.Server.Tokens;

namespace Cortex.Server.Endpoint;

/// <summary>
/// One socket from its upgrade to its close: admission, the setup under a time limit, the dialogue, and a close that the client
/// can read. One loop reads; whatever ends the connection first decides the close frame.
/// </summary>
/// <param name="id">For the log.</param>
/// <param name="socket">The socket; the connection below it outlives it, see <see cref="LingeringStream"/>.</param>
/// <param name="abort">Breaks the connection below.</param>
/// <param name="surface">The door.</param>
/// <param name="credential">What the client showed.</param>
/// <param name="engine">Holds its conversation.</param>
/// <param name="parts">What all connections share.</param>
/// <param name="faults">What goes wrong on this one, or null; disposed with it.</param>
internal sealed class LiveConnection(
    long id, WebSocket socket, Action abort, Surface surface, Credential credential, ILiveEngine engine, ServerParts parts, ConnectionFaults? faults)
{
    private readonly TaskCompletionSource<Ending> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientMessageReader _messages = new();
    private Dialogue? _dialogue;
    private LiveSpan? _span;
    private AuthToken? _token;

    /// <summary>Ends the connection; the first call counts.</summary>
    public void End(Ending ending)
    {
        if (_ended.TrySetResult(ending) && Interlocked.CompareExchange(ref _span, null, null) is { } span)
        {
            parts.Snapshots.End(span);
        }
    }

    /// <summary>Tells the client to leave soon; before a setup there is nothing to tell.</summary>
    public async ValueTask SayGoAwayAsync(TimeSpan timeLeft)
    {
        try
        {
            if (Volatile.Read(ref _dialogue) is { } dialogue)
            {
                await dialogue.SayGoAwayAsync(timeLeft).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (Peer.IsGone(e))
        {
            End(Ending.Broken);
        }
    }

    /// <summary>Lives the connection.</summary>
    public async Task RunAsync()
    {
        parts.Counters.Connected();
        using var reader = new FrameReader(socket, parts.Options.MaxMessageBytes, parts.Budget);
        using var writer = new FrameWriter(socket, abort, parts.Options, parts.Time, parts.Counters);
        if (parts.Admission.Judge(surface, credential, out _token) is { } refusal)
        {
            End(Ending.Of(refusal));
        }

        parts.Logger.Connected(id, surface.Platform.ToString(), surface.Version, credential.Kind);
        if (faults is not null)
        {
            await BeginFaultsAsync(faults, writer).ConfigureAwait(false);
        }

        var listening = ListenAsync(reader, writer);
        await WaitForSetupAsync().ConfigureAwait(false);
        var ending = await _ended.Task.ConfigureAwait(false);
        await (Volatile.Read(ref _dialogue)?.StopAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        if (faults is not null)
        {
            await faults.DisposeAsync().ConfigureAwait(false);
        }

        await LeaveAsync(ending, writer, listening).ConfigureAwait(false);
        if (_dialogue is not null)
        {
            await _dialogue.DisposeAsync().ConfigureAwait(false);
            parts.Conversations.Return();
            parts.Counters.Ended();
        }

        var code = ending.Words?.Code ?? (ending.Side is CloseSide.Client ? (int)(socket.CloseStatus ?? WebSocketCloseStatus.Empty) : 1006);
        parts.Counters.Disconnected(code);
        parts.Logger.Ended(id, ending.Side, code, ending.Words?.Reason ?? "");
    }

    private async Task BeginFaultsAsync(ConnectionFaults begun, FrameWriter writer)
    {
        try
        {
            await begun.BeginAsync(writer, End).ConfigureAwait(false);
        }
        catch (Exception e) when (Peer.IsGone(e))
        {
            End(Ending.Broken);
        }
    }

    private async Task WaitForSetupAsync()
    {
        using var enough = new CancellationTokenSource();
        var late = Task.Delay(parts.Options.SetupTimeout, parts.Time, enough.Token);
        await Task.WhenAny(_ended.Task, _opened.Task, late).ConfigureAwait(false);
        if (!_opened.Task.IsCompleted)
        {
            End(Ending.Of(Refusals.Aborted));
        }

        await enough.CancelAsync().ConfigureAwait(false);
    }

    private async Task ListenAsync(FrameReader reader, FrameWriter writer)
    {
        try
        {
            while (!_ended.Task.IsCompleted)
            {
                var frame = await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                if (frame.Kind is FrameKind.Close)
                {
                    End(Ending.ByClient);
                    return;
                }

                if (!_ended.Task.IsCompleted && await HearAsync(frame, writer).ConfigureAwait(false) is { } refusal)
                {
                    End(Ending.Of(refusal));
                }
            }

            await reader.DrainAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (Peer.IsGone(e))
        {
            End(Ending.Broken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            parts.Logger.ConversationFailed(e);
            End(Ending.Of(Refusals.InternalError));
        }
    }

    private async ValueTask<Refusal?> HearAsync(IncomingFrame frame, FrameWriter writer)
    {
        switch (frame.Kind)
        {
            case FrameKind.TooBig:
                return Refusals.TooBig(parts.Options.MaxMessageBytes);
            case FrameKind.NoRoom:
                return Refusals.Unavailable;
        }

        parts.Counters.Received(frame.Bytes.Length);
        if (_token is { } token && token.ExpiresAt <= parts.Time.GetUtcNow())
        {
            return Refusals.TokenNotValid;
        }

        try
        {
            if (_dialogue is not null)
            {
                if (faults is not null)
                {
                    await faults.OnMessageAsync().ConfigureAwait(false);
                    if (_ended.Task.IsCompleted)
                    {
                        return null;
                    }
                }

                return await _dialogue.HearAsync(_messages.Read(frame.Bytes)).ConfigureAwait(false);
            }

            // The bytes are read twice where a token's lock lies on the setup, and reading writes to them.
            var kept = _token?.Lock is null ? frame.Bytes : frame.Bytes.ToArray();
            return await OpenAsync(_messages.Read(frame.Bytes), kept, writer).ConfigureAwait(false);
        }
        catch (ProtocolException fault)
        {
            return Refusals.Unreadable(fault);
        }
        catch (OperationCanceledException)
        {
            // The conversation ended while this message waited for room.
            return null;
        }
    }

    private async ValueTask<Refusal?> OpenAsync(ClientMessage first, ReadOnlyMemory<byte> bytes, FrameWriter writer)
    {
        if (faults is not null
            && await faults.OnSetupAsync(first is Setup { SessionResumption.Handle.Length: > 0 }).ConfigureAwait(false) is { } planned)
        {
            return planned;
        }

        var (terms, refusal) = await new Reception(parts, surface, _token).JudgeAsync(first, bytes).ConfigureAwait(false);
        if (terms is null)
        {
            return refusal;
        }

        Interlocked.Exchange(ref _span, terms.Span);
        if (_ended.Task.IsCompleted || !parts.Conversations.TryTake())
        {
            parts.Snapshots.End(terms.Span);
            return Refusals.Quota;
        }

        parts.Counters.Opened(terms.Resumed is not null);
        var dialogue = new Dialogue(parts, engine, terms, writer, End, faults);
        Volatile.Write(ref _dialogue, dialogue);
        _opened.TrySetResult();
        parts.Logger.SetUp(id, terms.Model.Id, terms.Resumed is not null);
        try
        {
            await dialogue.StartAsync().ConfigureAwait(false);
            return null;
        }
        catch (ArgumentException)
        {
            return Refusals.InvalidArgument;
        }
    }

    private async Task LeaveAsync(Ending ending, FrameWriter writer, Task listening)
    {
        try
        {
            if (ending.Side is not CloseSide.Network)
            {
                await writer.CloseAsync(ending.Words).ConfigureAwait(false);
            }

            await listening.WaitAsync(parts.Options.CloseTimeout, parts.Time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException || Peer.IsGone(e))
        {
            // The client does not answer; nothing is left to say.
            abort();
        }

        await listening.ConfigureAwait(false);
    }
}
