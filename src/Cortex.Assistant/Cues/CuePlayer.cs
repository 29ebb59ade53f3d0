using Cortex.Assistant.Pump;
using Cortex.Media.Audio;
using Cortex.Media.Devices;

namespace Cortex.Assistant.Cues;

/// <summary>
/// Tells the wearer how things stand, by sound and where there is a motor by vibration. Give it to a pump as an observer; what the
/// pump does not know, such as a switch that was pressed, comes through <see cref="Play"/>.
/// </summary>
/// <remarks>Thread-safe. Its own work is done under one lock in microseconds; never call it on a device's thread.</remarks>
public sealed class CuePlayer : IPumpObserver, IDisposable
{
    private readonly CueCore _core = new();
    private readonly CueOutput _output;
    private readonly IVibration? _vibration;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private CueOptions _options = new();
    private CueMapState _map;
    private long _refused;
    private bool _disposed;

    /// <summary>Makes a player that is silent until something happens.</summary>
    /// <param name="output">Where cues sound; called under the player's lock, so it must not call back.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="vibration">The second way, or null; disposed by its owner.</param>
    /// <param name="time">The clock.</param>
    public CuePlayer(CueOutput output, CueOptions? options, IVibration? vibration, TimeProvider time)
    {
        (_output, _vibration, _time) = (output, vibration, time);
        _began = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Act(static (_, _) => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Options = options ?? new CueOptions();
    }

    /// <summary>How cues are played; a change holds from the next one on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The volume is not 0 to 1.</exception>
    public CueOptions Options
    {
        get
        {
            lock (_gate)
            {
                return _options;
            }
        }

        set
        {
            if (value.Volume is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value.Volume, "the volume of cues is a number from 0 to 1");
            }

            lock (_gate)
            {
                _options = value;
                _core.Silenced = value.Silenced;
            }
        }
    }

    /// <summary>Cues that were asked for and did not sound: late, overtaken, too many, or no room at the output.</summary>
    public long LeftOut
    {
        get
        {
            lock (_gate)
            {
                return _core.LeftOut + _refused;
            }
        }
    }

    /// <summary>Asks for a cue; it sounds at once, soon, or not at all where something that matters more overtakes it.</summary>
    public void Play(Cue cue) => Act((player, now) => player._core.Ask(cue, TimeSpan.Zero, now));

    /// <summary>A microphone or a loudspeaker was lost or found again.</summary>
    public void On(DeviceEvent happened)
    {
        if (CueMap.Of(happened.Kind) is { } cue)
        {
            Play(cue);
        }
    }

    /// <inheritdoc />
    public void On(PumpEvent happened) => Act((player, now) =>
    {
        var move = CueMap.Next(player._map, happened);
        player._map = move.State;
        player._core.Stand(move.State.Phase, now);
        if (move.Cue is { } cue)
        {
            player._core.Ask(cue, move.Hold, now);
        }
    });

    /// <summary>Plays nothing any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Act(Action<CuePlayer, TimeSpan> change)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            var now = _time.GetElapsedTime(_began);
            change(this, now);
            while (_core.Next(now) is { } play)
            {
                Sound(play);
            }

            // Timers count whole milliseconds; one that comes early only asks again.
            _timer.Change(
                _core.NextAt is { } next ? TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((next - now).TotalMilliseconds))) : Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }
    }

    private void Sound(in CuePlay play)
    {
        if (_options is { IsOn: true, Volume: > 0 } &&
            !_output(CueSounds.Of(play.Cue), (float)(Pcm.FromDb(play.GainDb) * _options.Volume), play.GivesWayDb))
        {
            _refused++;
        }

        if (CueVibrations.Of(play.Cue) is { } pattern)
        {
            _vibration?.Play(pattern);
        }
    }
}
