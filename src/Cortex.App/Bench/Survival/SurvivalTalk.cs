using System.Runtime.InteropServices;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.App.Bench;

/// <summary>A conversation that asks one question after another while things go wrong, and measures what the wearer would notice.</summary>
internal sealed class SurvivalTalk : IAsyncDisposable
{
    private const int ChunkSamples = SpokenQuestion.SampleRateHz / 50;
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ChangeLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly short[] Question = SpokenQuestion.Make();

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ILiveConversation _conversation;
    private readonly Task _reading;
    private readonly Lock _lock = new();
    private readonly ImaginedPlayer _player = new();
    private TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan? _left;
    private TimeSpan? _away;
    private long _readyAt;
    private bool _isCut;
    private CloseReason? _closed;

    public SurvivalTalk(Uri server, TimeProvider time)
    {
        (_time, _start) = (time, time.GetTimestamp());
        var options = new LiveOptions { Endpoint = server, Credentials = new FixedCredentials(Credential.From("bench", "the bench")) };
        _conversation = new LiveEngine(options, time, NullLoggerFactory.Instance).Open(
            new Setup
            {
                Model = "models/gemini-3.8-live",
                RealtimeInputConfig = new RealtimeInputConfig { AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true } },
            },
            ConversationHistory.Empty);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>What the session says that it lost of the microphone.</summary>
    public TimeSpan LostMicrophone =>
        _conversation.Stats.Losses.Where(static lost => lost.What is LostKind.Microphone).Aggregate(TimeSpan.Zero, static (sum, lost) => sum + lost.Duration);

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Asks once.</summary>
    /// <param name="link">The link that is taken down in the middle of the question; null: none.</param>
    /// <param name="down">For how long.</param>
    /// <param name="waitsForChange">Whether to wait some seconds afterwards for a change of connection.</param>
    /// <param name="cancellationToken">Ends the bench.</param>
    /// <exception cref="IOException">No answer came: the session closed, or too much time went by.</exception>
    public async Task<SurvivalRound> AskAsync(Link? link, TimeSpan down, bool waitsForChange, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _player.Begin();
            (_left, _away) = (null, null);
            _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var back = link is null ? Task.FromResult(0L) : BreakAsync(link, down, cancellationToken);
        var asked = await SpeakAsync(cancellationToken);
        try
        {
            await _answered.Task.WaitAsync(Limit, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new IOException($"a question got no answer within {Limit.TotalSeconds:0} s");
        }

        var returned = await back;
        await WaitForChangeAsync(waitsForChange, cancellationToken);
        await Task.Delay(Pause, _time, cancellationToken);
        lock (_lock)
        {
            return new SurvivalRound(
                Max(_player.FirstSound!.Value - asked), _player.Gap, _away, link is null ? null : Flowing(returned));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _conversation.DisposeAsync();
        await _reading;
    }

    private static TimeSpan Max(TimeSpan value) => value > TimeSpan.Zero ? value : TimeSpan.Zero;

    // The first write of the microphone's sound after the new connection was ready, in time since the link came back.
    private TimeSpan? Flowing(long returned)
    {
        foreach (var write in _conversation.Stats.AudioWrites)
        {
            if (write.Timestamp >= _readyAt && write.Timestamp >= returned)
            {
                return _time.GetElapsedTime(returned, write.Timestamp);
            }
        }

        return null;
    }

    private async Task<long> BreakAsync(Link link, TimeSpan down, CancellationToken cancellationToken)
    {
        await Task.Delay(Chunk * 30, _time, cancellationToken);
        link.Down();
        await Task.Delay(down, _time, cancellationToken);
        link.Up();
        return _time.GetTimestamp();
    }

    private async Task WaitForChangeAsync(bool waits, CancellationToken cancellationToken)
    {
        var since = Now;
        while (waits && Now - since < ChangeLimit)
        {
            lock (_lock)
            {
                if (_away is not null)
                {
                    return;
                }
            }

            await Task.Delay(Chunk, _time, cancellationToken);
        }
    }

    private async Task<TimeSpan> SpeakAsync(CancellationToken cancellationToken)
    {
        await _conversation.SendAsync(new RealtimeInput { ActivityStart = true }, cancellationToken);
        using var clock = new PeriodicTimer(Chunk, _time);
        for (var at = 0; at + ChunkSamples <= Question.Length && await clock.WaitForNextTickAsync(cancellationToken); at += ChunkSamples)
        {
            var bytes = MemoryMarshal.AsBytes(Question.AsSpan(at, ChunkSamples)).ToArray();
            await _conversation.SendAsync(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", bytes) }, cancellationToken);
        }

        await _conversation.SendAsync(new RealtimeInput { ActivityEnd = true }, cancellationToken);
        return Now;
    }

    private async Task ReadAsync()
    {
        await foreach (var e in _conversation.ReceiveAsync())
        {
            lock (_lock)
            {
                Take(e, _time.GetElapsedTime(_start, e.Timestamp));
            }
        }
    }

    private void Take(in LiveEvent e, TimeSpan now)
    {
        switch (e)
        {
            case { Notice: StateChanged { To: ConversationState.HandingOver or ConversationState.Recovering } }:
                _left ??= now;
                break;
            case { Notice: StateChanged { To: ConversationState.Ready } }:
                _readyAt = e.Timestamp;
                _away = _left is { } left ? now - left + (_away ?? TimeSpan.Zero) : _away;
                _left = null;
                break;
            case { Notice: Closed closed }:
                _closed = closed.Reason;
                _answered.TrySetException(new IOException($"the session closed: {_closed}"));
                break;
            case { Message: ServerContent content }:
                Take(content, now);
                break;
        }
    }

    // What a connection leaves behind is completed by the session while it changes, and gone on with after; the answer is over when it
    // comes to its own end.
    private void Take(ServerContent content, TimeSpan now)
    {
        var bytes = content.ModelTurn?.Parts.Sum(static part => part.InlineData?.DecodedLength ?? 0) ?? 0;
        if (content.Interrupted)
        {
            _player.Cut(now);
        }

        _isCut = content.Interrupted || (_isCut && bytes == 0);
        _player.Play(now, TimeSpan.FromSeconds(bytes / 48_000.0));
        if (content.TurnComplete && !_isCut && _left is null && _player.FirstSound is not null)
        {
            _answered.TrySetResult();
        }
    }
}
