using Cortex.Live.Protocol;
using Cortex.Server.Endpoint;
using Cortex.Server.Rules;
using Cortex.Server.Sessions;

namespace Cortex.Server.Faults;

/// <summary>
/// Carries out what is due on one connection: at its bytes, at its frames, at its messages, in its time. The shell of
/// <see cref="FaultCore"/>; any thread, but <see cref="SayAsync"/> belongs to the speaker.
/// </summary>
internal sealed class ConnectionFaults(FaultClock clock) : IAsyncDisposable
{
    private static readonly byte[] BadFrame = [0xF3, 0x05, (byte)'n', (byte)'o', (byte)'i', (byte)'s', (byte)'e'];
    private static readonly byte[] BadMessage = [.. "{ \"serverContent\": { \"modelTurn\": \u0022"u8, 0xC3, 0x28, .. " } ["u8];

    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _later = [];
    private FaultyStream? _stream;
    private FrameWriter? _writer;
    private Action<Ending>? _end;
    private TurnTwist? _twist;
    private Fault? _foreign;
    private TimeSpan? _handleDelay = TimeSpan.Zero;

    /// <summary>The client asks for a socket.</summary>
    /// <returns>The HTTP status it is refused with, or null.</returns>
    public int? OnUpgrade() => clock.Take(new FaultEvent(FaultMoment.Upgrade)) is [var refused, ..] ? refused.Status ?? 503 : null;

    /// <summary>Gets between the WebSocket and its connection.</summary>
    public Stream Wrap(Stream inner, Microsoft.AspNetCore.Http.HttpContext context) =>
        _stream = new FaultyStream(inner, context, clock.HoldsPongs, clock.Time);

    /// <summary>The socket is open.</summary>
    /// <param name="writer">To the client.</param>
    /// <param name="end">Ends the connection; the first call counts.</param>
    public async ValueTask BeginAsync(FrameWriter writer, Action<Ending> end)
    {
        (_writer, _end) = (writer, end);
        clock.Restart();
        await PlayAsync(FaultMoment.Connected).ConfigureAwait(false);
        Later(KeepTimeAsync());
    }

    /// <summary>The first message came.</summary>
    /// <returns>The words its handle is refused with, or null.</returns>
    public async ValueTask<Refusal?> OnSetupAsync(bool resumes)
    {
        var due = clock.Take(new FaultEvent(resumes ? FaultMoment.Resume : FaultMoment.Setup));
        await PlayAsync(due, null).ConfigureAwait(false);
        return due.FirstOrDefault(static fault => fault.What is FaultKind.RefusedResume) is { } refused
            ? new Refusal(refused.Code ?? Refusals.SessionNotFound.Code, refused.Text ?? Refusals.SessionNotFound.Text)
            : null;
    }

    /// <summary>Another message of the client came.</summary>
    public ValueTask OnMessageAsync() => PlayAsync(FaultMoment.ClientMessage);

    /// <summary>Writes a message of the server, and what the faults make of it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="turn">Its turn.</param>
    /// <param name="forget">An id whose answer nobody waits for.</param>
    public async ValueTask SayAsync(ServerMessage message, int turn, Action<string> forget)
    {
        var hasSound = message is ServerContent { ModelTurn: not null };
        var due = clock.Take(new FaultEvent(message is ToolCall ? FaultMoment.ToolCall : hasSound ? FaultMoment.Sound : FaultMoment.ServerMessage, turn));
        await PlayAsync(due, forget).ConfigureAwait(false);
        List<ServerMessage> wire = [];
        if (_twist is { } twist)
        {
            twist.Take(message, wire);
            _twist = twist.IsOver ? null : twist;
        }
        else
        {
            wire.Add(message);
        }

        foreach (var outgoing in wire.Select(Translated))
        {
            await WriteAsync(outgoing).ConfigureAwait(false);
        }

        if (message is ToolCall call)
        {
            await RepeatAsync(call, due, forget).ConfigureAwait(false);
        }

        if (message is SetupComplete)
        {
            await PlayAsync(FaultMoment.Ready).ConfigureAwait(false);
        }
    }

    /// <summary>The connection ends: nothing more happens on it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        Task[] later;
        lock (_later)
        {
            later = [.. _later];
        }

        await Task.WhenAll(later).ConfigureAwait(false);
        _over.Dispose();
    }

    private ValueTask PlayAsync(FaultMoment moment) => PlayAsync(clock.Take(new FaultEvent(moment)), null);

    private async ValueTask PlayAsync(IReadOnlyList<Fault> due, Action<string>? forget)
    {
        foreach (var fault in due)
        {
            await PlayAsync(fault).ConfigureAwait(false);
        }
    }

    private async ValueTask PlayAsync(Fault fault)
    {
        var duration = fault.Ms is { } ms ? TimeSpan.FromMilliseconds(ms) : (TimeSpan?)null;
        switch (fault.What)
        {
            case FaultKind.Drop:
                _stream?.Break(fault.Reset ?? true);
                _end?.Invoke(Ending.Broken);
                break;
            case FaultKind.Abort:
                _end?.Invoke(Ending.Of(new Refusal(fault.Code ?? Refusals.InternalError.Code, fault.Text ?? Refusals.InternalError.Text)));
                break;
            case FaultKind.Quota:
                _end?.Invoke(Ending.Of(Refusals.Quota));
                break;
            case FaultKind.HalfOpen:
                _stream?.Freeze();
                break;
            case FaultKind.SlowPongs:
                _stream?.DelayPongs(duration ?? TimeSpan.FromSeconds(30));
                break;
            case FaultKind.NoPongs:
                _stream?.DelayPongs(null);
                break;
            case FaultKind.Fragments:
                _writer!.FragmentBytes = fault.Bytes ?? 7;
                break;
            case FaultKind.Garbage when fault.Layer is "message":
                await _writer!.WriteAsync(BadMessage).ConfigureAwait(false);
                break;
            case FaultKind.Garbage:
                await (_stream?.InjectAsync(BadFrame) ?? Task.CompletedTask).ConfigureAwait(false);
                break;
            case FaultKind.Stall:
                Stall(duration ?? TimeSpan.FromSeconds(5), fault.Deaf is true);
                break;
            case FaultKind.GoAway:
                Later(GoAwayAsync(duration ?? TimeSpan.FromSeconds(10), fault.Aborts ?? true));
                break;
            case FaultKind.LateHandle:
                _handleDelay = duration ?? TimeSpan.FromSeconds(5);
                break;
            case FaultKind.NoHandle:
                _handleDelay = null;
                break;
            case FaultKind.ForeignTranscript:
                _foreign = fault;
                break;
            default:
                _twist = FaultMoments.IsTurn(fault.What) ? new TurnTwist(fault) : _twist;
                break;
        }
    }

    private void Stall(TimeSpan duration, bool isDeaf)
    {
        _writer!.Hold(duration);
        if (isDeaf)
        {
            _stream?.StopReading(duration);
        }
    }

    private async Task GoAwayAsync(TimeSpan timeLeft, bool aborts)
    {
        await _writer!.WriteAsync(new GoAway { TimeLeft = timeLeft }).ConfigureAwait(false);
        await Task.Delay(timeLeft, clock.Time, _over.Token).ConfigureAwait(false);
        if (aborts)
        {
            _end!(Ending.Of(Refusals.GoAwayIgnored));
        }
    }

    private async ValueTask WriteAsync(ServerMessage message)
    {
        if (message is SessionResumptionUpdate && _handleDelay != TimeSpan.Zero)
        {
            if (_handleDelay is { } delay)
            {
                Later(WriteLateAsync(message, delay));
            }

            return;
        }

        await _writer!.WriteAsync(message).ConfigureAwait(false);
    }

    private async Task WriteLateAsync(ServerMessage message, TimeSpan delay)
    {
        await Task.Delay(delay, clock.Time, _over.Token).ConfigureAwait(false);
        await _writer!.WriteAsync(message).ConfigureAwait(false);
    }

    private async ValueTask RepeatAsync(ToolCall call, IReadOnlyList<Fault> due, Action<string> forget)
    {
        foreach (var fault in due)
        {
            if (fault.What is FaultKind.DuplicateCalls)
            {
                await _writer!.WriteAsync(fault.NewIds is true ? StrayMessages.Again(call, forget) : call).ConfigureAwait(false);
            }
            else if (fault.What is FaultKind.StrayAudio)
            {
                await _writer!.WriteAsync(StrayMessages.Sound(fault.Ms ?? 400)).ConfigureAwait(false);
            }
        }
    }

    private ServerMessage Translated(ServerMessage message) =>
        _foreign is { } foreign && message is ServerContent { InputTranscription: { } input } content
            ? Contents.WithWords(content, new Transcription { Text = foreign.Text ?? " これは違う言葉です。", Finished = input.Finished }, content.OutputTranscription)
            : message;

    private async Task KeepTimeAsync()
    {
        while (clock.UntilTick() is { } wait)
        {
            await Task.Delay(wait, clock.Time, _over.Token).ConfigureAwait(false);
            await PlayAsync(FaultMoment.Tick).ConfigureAwait(false);
        }
    }

    private void Later(Task work)
    {
        lock (_later)
        {
            _later.RemoveAll(static task => task.IsCompleted);
            _later.Add(GuardAsync(work));
        }
    }

    private async Task GuardAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The connection is over.
        }
        catch (Exception e) when (Peer.IsGone(e))
        {
            _end?.Invoke(Ending.Broken);
        }
    }
}
