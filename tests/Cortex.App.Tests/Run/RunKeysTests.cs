using Cortex.App.Run;
using Cortex.Assistant.Cues;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.Run;

public sealed class RunKeysTests : IDisposable
{
    readonly StillLoop _loop = new();
    readonly List<string> _notes = [];
    readonly List<ReadOnlyMemory<short>> _heard = [];
    readonly CuePlayer _cues;
    readonly RunKeys _keys;
    bool _quit;

    public RunKeysTests()
    {
        _cues = new CuePlayer(Mix, null, null, new FakeTimeProvider());
        _keys = new RunKeys(_loop, _cues, _notes.Add, () => _quit = true);
    }

    public void Dispose() => _cues.Dispose();

    [Fact]
    public void Space_switches_the_microphone_off_with_a_cue_and_a_line()
    {
        _keys.Press(RunKey.Mute);
        Assert.True(_loop.IsMuted);
        Assert.Equal(CueSounds.Of(Cue.Muted), Assert.Single(_heard));
        Assert.Equal("the microphone is off; space switches it on", Assert.Single(_notes));
        _keys.Press(RunKey.Mute);
        Assert.False(_loop.IsMuted);
    }

    [Fact]
    public void C_switches_the_camera_where_there_is_one()
    {
        _keys.Press(RunKey.Camera);
        Assert.Equal("there is no camera; --camera names one", Assert.Single(_notes));
        _loop.HasCamera = true;
        _keys.Press(RunKey.Camera);
        Assert.True(_loop.IsCameraOff);
        _keys.Press(RunKey.Camera);
        Assert.False(_loop.IsCameraOff);
        Assert.Single(_notes);
    }

    [Fact]
    public void Esc_stops_r_repeats_and_q_quits()
    {
        _keys.Press(RunKey.Stop);
        Assert.Equal(1, _loop.Stops);
        _keys.Press(RunKey.Repeat);
        Assert.Equal("there is no answer to repeat yet", Assert.Single(_notes));
        _loop.HasAnswer = true;
        _keys.Press(RunKey.Repeat);
        Assert.Single(_notes);
        Assert.False(_quit);
        _keys.Press(RunKey.Quit);
        Assert.True(_quit);
    }

    [Theory]
    [InlineData(ConsoleKey.Spacebar, ' ', (int)RunKey.Mute), InlineData(ConsoleKey.Escape, '\u001b', (int)RunKey.Stop)]
    [InlineData(ConsoleKey.R, 'r', (int)RunKey.Repeat), InlineData(ConsoleKey.R, 'R', (int)RunKey.Repeat), InlineData(ConsoleKey.Q, 'q', (int)RunKey.Quit)]
    [InlineData(ConsoleKey.C, 'c', (int)RunKey.Camera)]
    [InlineData(ConsoleKey.X, 'x', null), InlineData(ConsoleKey.Enter, '\r', null)]
    public void A_key_means_what_it_says(ConsoleKey key, char character, int? meaning) =>
        Assert.Equal((RunKey?)meaning, KeyReader.Of(new ConsoleKeyInfo(character, key, false, false, false)));

    [Fact]
    public async Task Reading_goes_on_until_the_terminal_is_gone_and_then_ends_quietly()
    {
        var typed = new Queue<ConsoleKeyInfo>([new('x', ConsoleKey.X, false, false, false), new('q', ConsoleKey.Q, false, false, false)]);
        var pressed = new TaskCompletionSource<RunKey>();
        KeyReader.Start(() => typed.TryDequeue(out var key) ? key : throw new InvalidOperationException("no console"), key => pressed.TrySetResult(key));
        Assert.Equal(RunKey.Quit, await pressed.Task.Within("q is read"));
    }

    bool Mix(ReadOnlyMemory<short> sound, float gain, float duckMainDb)
    {
        _heard.Add(sound);
        return true;
    }
}
