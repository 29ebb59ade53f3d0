using Cortex.Assistant.Cues;
using Cortex.Assistant.Pump;
using Cortex.Media.Devices;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Assistant.Tests.Cues;

public sealed class CuePlayerTests : IDisposable
{
    readonly FakeTimeProvider _clock = new();
    readonly List<(double AtMs, Cue Cue, float Gain, float DuckDb)> _heard = [];
    readonly List<VibrationPattern> _felt = [];
    readonly DateTimeOffset _start;
    readonly CuePlayer _player;
    bool _hasRoom = true;

    public CuePlayerTests()
    {
        _start = _clock.GetUtcNow();
        _player = new CuePlayer(Mix, new CueOptions { Volume = 1 }, new Motor(_felt), _clock);
    }

    public void Dispose() => _player.Dispose();

    [Fact]
    public void A_turn_sounds_on_time_and_its_ticks_end_with_the_answer()
    {
        Stand(TurnPhase.Listening);
        Wait(2000);
        Stand(TurnPhase.Thinking);
        Wait(2500);
        Stand(TurnPhase.Speaking);
        Wait(2000);
        Stand(TurnPhase.Idle);
        Assert.Equal(
            [(0, Cue.Listening), (2000, Cue.Heard), (3000, Cue.Thinking), (3700, Cue.Thinking), (4400, Cue.Thinking), (4500, Cue.Speaking)],
            _heard.Select(static play => ((int)play.AtMs, play.Cue)));
    }

    [Fact]
    public void The_voice_end_is_acknowledged_within_300_ms_or_not_at_all()
    {
        _player.Play(Cue.DeviceLost);
        Wait(100);
        Stand(TurnPhase.Thinking);
        Wait(900);
        Assert.Equal([(0, Cue.DeviceLost)], _heard.Where(static play => play.Cue is not Cue.Heard || play.AtMs > 400).Select(static play => (play.AtMs, play.Cue)));
    }

    [Fact]
    public void Volume_is_the_cues_own_and_off_leaves_the_vibration()
    {
        _player.Play(Cue.Muted);
        Wait(1000);
        _player.Options = new CueOptions { Volume = 0.25 };
        _player.Play(Cue.Unmuted);
        Wait(1000);
        _player.Options = new CueOptions { IsOn = false };
        _player.Play(Cue.CameraOff);
        Wait(1000);
        Assert.Equal([(Cue.Muted, 1f), (Cue.Unmuted, 0.25f)], _heard.Select(static play => (play.Cue, play.Gain)));
        Assert.Equal([CueVibrations.Of(Cue.Muted)!, CueVibrations.Of(Cue.Unmuted)!, CueVibrations.Of(Cue.CameraOff)!], _felt);
    }

    [Fact]
    public void A_device_that_goes_and_comes_is_told_and_one_that_only_stumbles_is_not()
    {
        foreach (var kind in new[] { DeviceEventKind.Back, DeviceEventKind.Underrun, DeviceEventKind.Silent, DeviceEventKind.Overflow, DeviceEventKind.Back })
        {
            _player.On(new DeviceEvent(kind, true, "a microphone", ""));
            Wait(1000);
        }

        Assert.Equal([Cue.DeviceLost, Cue.DeviceBack], _heard.Select(static play => play.Cue));
    }

    [Fact]
    public void A_full_output_is_counted_and_nothing_comes_later_for_it()
    {
        _hasRoom = false;
        _player.Play(Cue.Error);
        _hasRoom = true;
        Wait(5000);
        Assert.Empty(_heard);
        Assert.Equal(1, _player.LeftOut);
    }

    [Fact]
    public void A_disposed_player_is_silent()
    {
        Stand(TurnPhase.Thinking);
        _player.Dispose();
        Wait(5000);
        _player.Play(Cue.Error);
        Assert.Equal([Cue.Heard], _heard.Select(static play => play.Cue));
    }

    [Theory, InlineData(-0.1), InlineData(1.1), InlineData(double.NaN)]
    public void A_volume_that_is_none_is_refused(double volume) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _player.Options = new CueOptions { Volume = volume });

    void Stand(TurnPhase phase) => _player.On(new PhaseChanged(TimeSpan.Zero, 1, phase));

    // Step by step: a timer that is only reached in passing would see the end of the jump.
    void Wait(int milliseconds)
    {
        for (var passed = 0; passed < milliseconds; passed += 10)
            _clock.Advance(TimeSpan.FromMilliseconds(10));
    }

    bool Mix(ReadOnlyMemory<short> sound, float gain, float duckMainDb)
    {
        if (_hasRoom)
            _heard.Add(((_clock.GetUtcNow() - _start).TotalMilliseconds, Enum.GetValues<Cue>().Single(cue => CueSounds.Of(cue).Equals(sound)), gain, duckMainDb));
        return _hasRoom;
    }

    sealed class Motor(List<VibrationPattern> felt) : IVibration
    {
        public void Play(VibrationPattern pattern) => felt.Add(pattern);
    }
}
