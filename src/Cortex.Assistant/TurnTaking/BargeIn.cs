using Cortex.Media.Playback;

namespace Cortex.Assistant.TurnTaking;

/// <summary>
/// Meets a voice that cuts in: what the microphone's thread hears becomes a level of the player without a hop. Others tell it when an
/// answer was dropped. Its lock is held for a step of the core and nothing else.
/// </summary>
/// <remarks>A timer stands behind the blocks: a microphone that dies in the middle leaves no silence.</remarks>
internal sealed class BargeIn : IDisposable
{
    // Blocks come in time where there is a microphone at all; the timer only follows after them.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly PlaybackQueue _player;
    private readonly BargeInOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<BargeInMove, long> _moved;
    private readonly ITimer _timer;
    private readonly long _origin;
    private BargeInState _state;
    private TimeSpan? _look;

    /// <param name="player">Whose level follows.</param>
    /// <param name="options">When what happens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="moved">Each move and its timestamp, under the lock and often on the microphone's thread: returns at once.</param>
    public BargeIn(PlaybackQueue player, BargeInOptions options, TimeProvider time, Action<BargeInMove, long> moved)
    {
        (_player, _options, _time, _moved) = (player, options, time, moved);
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Take(BargeInInputKind.Tick), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>An answer sounds, or is silent on our account; for thresholds that echo raises.</summary>
    public bool IsAnswerOn => !_player.IsDrained;

    /// <summary>A block of the microphone's sound; its thread.</summary>
    /// <param name="sound">Something stands out of the noise.</param>
    /// <param name="candidate">It may be a voice.</param>
    /// <param name="voice">It is one.</param>
    /// <param name="aboveDb">How far it stands out.</param>
    public void Hear(bool sound, bool candidate, bool voice, float aboveDb)
    {
        if (_options.IsOn)
        {
            Take(BargeInInputKind.Block, sound, candidate, voice, aboveDb);
        }
    }

    /// <summary>The answer was dropped: the player is ready for the next. Any thread.</summary>
    public void Drop() => Take(BargeInInputKind.Dropped);

    public void Dispose() => _timer.Dispose();

    private void Take(BargeInInputKind kind, bool sound = false, bool candidate = false, bool voice = false, float aboveDb = 0)
    {
        lock (_gate)
        {
            var timestamp = _time.GetTimestamp();
            var now = _time.GetElapsedTime(_origin, timestamp);
            var step = BargeInCore.Advance(_state, new BargeInInput(kind, now, IsAnswerOn, sound, candidate, voice, aboveDb), _options);
            _state = step.State;
            if (step.Move is not BargeInMove.None)
            {
                _player.Level = Level(step.State.Stage);
                _moved(step.Move, timestamp);
            }

            Arm(now, kind);
        }
    }

    private static PlaybackLevel Level(BargeInStage stage) => stage switch
    {
        BargeInStage.None => PlaybackLevel.Full,
        BargeInStage.Suspected => PlaybackLevel.Ducked,
        _ => PlaybackLevel.Paused,
    };

    // Only where blocks stay away does it matter; so it is set at moves, and again when it comes early.
    private void Arm(TimeSpan now, BargeInInputKind kind)
    {
        var look = BargeInCore.NextLook(_state, _options);
        if (look is null ? _look is null : _look is { } armed && armed > now && kind is not BargeInInputKind.Tick)
        {
            return;
        }

        _look = look + Slack;
        _timer.Change(_look is { } at ? TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(1, (at - now).TotalMilliseconds))) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
