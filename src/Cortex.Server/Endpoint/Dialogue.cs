using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Server.Faults;
using Cortex.Server.Rules;
using Cortex.Server.Sessions;

namespace Cortex.Server.Endpoint;

/// <summary>
/// One conversation on one socket: what the client says goes to the engine, what the engine says goes to the client, and the
/// deadlines run beside. <see cref="HearAsync"/> belongs to the socket's reader.
/// </summary>
internal sealed class Dialogue : IAsyncDisposable
{
    private readonly ServerParts _parts;
    private readonly ILiveEngine _engine;
    private readonly Terms _terms;
    private readonly FrameWriter _writer;
    private readonly Action<Ending> _end;
    private readonly ConnectionFaults? _faults;
    private readonly ToolLedger _tools = new();
    private readonly Listening _listening;
    private readonly Speaking _speaking;
    private readonly Minutes _minutes;
    private readonly ContextMeter _meter;
    private readonly SessionClock _clock;
    private readonly long _start;
    private readonly CancellationTokenSource _over = new();
    private readonly List<ClientMessage> _heard = [];
    private readonly List<ServerMessage> _said = [];
    private Seeding? _seeding;
    private ILiveConversation? _conversation;
    private Task _speaker = Task.CompletedTask;
    private Task _timer = Task.CompletedTask;
    private long _clientMessages;

    /// <param name="parts">What all connections share.</param>
    /// <param name="engine">Holds the conversation.</param>
    /// <param name="terms">What was agreed.</param>
    /// <param name="writer">To the client.</param>
    /// <param name="end">Ends the connection; the first call counts.</param>
    /// <param name="faults">What goes wrong on this connection, or null; not disposed.</param>
    public Dialogue(ServerParts parts, ILiveEngine engine, Terms terms, FrameWriter writer, Action<Ending> end, ConnectionFaults? faults)
    {
        _faults = faults;
        _parts = parts;
        _engine = engine;
        _terms = terms;
        _writer = writer;
        _end = end;
        var options = parts.Options;
        _listening = new Listening(terms.Model, terms.Setup, terms.Surface.IsVertex, _tools);
        _speaking = new Speaking(terms.Model, terms.Setup, terms.Surface.IsVertex, options.SendsEmptyMessages, _tools);
        _minutes = new Minutes(terms.History, options.MaxHistoryCharacters);
        _meter = new ContextMeter(terms.Setup.ContextWindowCompression, terms.Model.ContextTokens);
        var age = terms.Resumed?.Age ?? TimeSpan.Zero;
        _clock = new SessionClock(
            options.ConnectionLifetime,
            options.GoAwayNotice,
            terms.Compresses ? null : options.AudioSessionLimit - age,
            terms.Compresses ? null : options.VideoSessionLimit - age);
        _start = parts.Time.GetTimestamp();
        _seeding = terms.Seeds ? new Seeding(terms.History, options.MaxHistoryCharacters) : null;
    }

    private TimeSpan Elapsed => _parts.Time.GetElapsedTime(_start);

    private bool HasVideo => _listening.HasVideo || _terms.Resumed?.HadVideo is true;

    /// <summary>Opens the engine's conversation; where the history comes first, the setup is confirmed and the engine waits.</summary>
    /// <exception cref="ArgumentException">The engine finds the setup contradictory.</exception>
    public async ValueTask StartAsync()
    {
        if (_seeding is null)
        {
            OpenEngine(_terms.History, confirmed: false);
        }
        else
        {
            await WriteAsync(Confirmation(), 0).ConfigureAwait(false);
        }

        _timer = KeepTimeAsync();
    }

    /// <summary>Takes one message of the client.</summary>
    /// <returns>The words to close with, or null.</returns>
    public async ValueTask<Refusal?> HearAsync(ClientMessage message)
    {
        _clientMessages++;
        _heard.Clear();
        if (_listening.Take(message, _heard) is { } refusal)
        {
            return refusal;
        }

        if (_clock.IsExhausted(Elapsed, HasVideo))
        {
            return Refusals.ContextExhausted;
        }

        foreach (var heard in _heard)
        {
            if (_seeding is not null && _seeding.Take(heard))
            {
                if (!_listening.IsSeeding)
                {
                    EndSeeding();
                }

                continue;
            }

            EndSeeding();
            _minutes.Heard(heard);
            await _conversation!.SendAsync(heard, _over.Token).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Tells the client to leave.</summary>
    public ValueTask SayGoAwayAsync(TimeSpan timeLeft) => _writer.WriteAsync(new GoAway { TimeLeft = timeLeft });

    /// <summary>How the connection ends is decided: nothing waits any longer.</summary>
    public Task StopAsync() => _over.CancelAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        if (_conversation is not null)
        {
            await _conversation.DisposeAsync().ConfigureAwait(false);
        }

        await _speaker.ConfigureAwait(false);
        await _timer.ConfigureAwait(false);
        _over.Dispose();
    }

    private void EndSeeding()
    {
        if (_seeding is { } seeding)
        {
            _seeding = null;
            _minutes.Begin(seeding.History);
            OpenEngine(seeding.History, confirmed: true);
        }
    }

    private void OpenEngine(ConversationHistory history, bool confirmed)
    {
        _conversation = _engine.Open(InnerSetup.Of(_terms.Setup), history);
        _speaker = SpeakAsync(_conversation, confirmed);
    }

    private SetupComplete Confirmation() => new() { SessionId = _terms.Surface.IsVertex ? Guid.NewGuid().ToString() : null };

    private async Task SpeakAsync(ILiveConversation conversation, bool confirmed)
    {
        var ending = Ending.Of(Refusals.InternalError);
        try
        {
            await foreach (var e in conversation.ReceiveAsync(_over.Token).ConfigureAwait(false))
            {
                if (e.Notice is Closed closed)
                {
                    ending = Ending.Of(closed.Reason);
                }
                else if (e.Message is SetupComplete && !confirmed)
                {
                    confirmed = true;
                    await WriteAsync(Confirmation(), 0).ConfigureAwait(false);
                }
                else if (e.Message is { } message)
                {
                    await SayAsync(message, e.Turn).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (Peer.IsGone(e))
        {
            ending = Ending.Broken;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _parts.Logger.ConversationFailed(e);
        }

        _end(ending);
    }

    private async ValueTask SayAsync(ServerMessage message, int turn)
    {
        _minutes.Said(message, turn);
        _said.Clear();
        _speaking.Take(message, _said);
        foreach (var said in _said)
        {
            await WriteAsync(said, turn).ConfigureAwait(false);
        }

        if (message.UsageMetadata is { } usage)
        {
            _minutes.Forget(_meter.Add(usage));
            if (_meter.IsFull)
            {
                _end(Ending.Of(Refusals.ContextExhausted));
            }
        }

        if (_speaking.IsAtRest && _terms.Setup.SessionResumption is { } resumption)
        {
            await WriteAsync(Handle(resumption.Transparent is true), turn).ConfigureAwait(false);
        }
    }

    private ValueTask WriteAsync(ServerMessage message, int turn) =>
        _faults is null ? _writer.WriteAsync(message) : _faults.SayAsync(message, turn, _tools.Cancel);

    private SessionResumptionUpdate Handle(bool isTransparent)
    {
        var age = (_terms.Resumed?.Age ?? TimeSpan.Zero) + Elapsed;
        return new()
        {
            NewHandle = _parts.Snapshots.Add(_terms.Span, new Snapshot(_terms.Model.Id, _minutes.Current, age, HasVideo)),
            Resumable = true,
            LastConsumedClientMessageIndex = isTransparent ? Volatile.Read(ref _clientMessages) : null,
        };
    }

    private async Task KeepTimeAsync()
    {
        try
        {
            while (true)
            {
                var (act, wait) = _clock.Next(Elapsed, HasVideo);
                switch (act)
                {
                    case ClockAct.Wait:
                        await Task.Delay(wait, _parts.Time, _over.Token).ConfigureAwait(false);
                        break;
                    case ClockAct.SayGoAway:
                        await SayGoAwayAsync(_parts.Options.GoAwayNotice).ConfigureAwait(false);
                        break;
                    case ClockAct.Exhaust:
                        _end(Ending.Of(Refusals.ContextExhausted));
                        return;
                    default:
                        _end(Ending.Of(Refusals.GoAwayIgnored));
                        return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The conversation is over.
        }
        catch (Exception e) when (Peer.IsGone(e))
        {
            _end(Ending.Broken);
        }
    }
}
