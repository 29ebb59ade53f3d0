using Cortex.App.Run;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.Run;

public sealed class RunScreenTests : IDisposable
{
    readonly FakeTimeProvider _clock = new();
    readonly StringWriter _output = new();
    readonly StringWriter _error = new();
    readonly StillLoop _loop = new() { Status = new PumpStatus { IsReady = true } };

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void The_live_line_is_drawn_when_it_changes_and_at_most_ten_times_a_second()
    {
        using var screen = Shown();
        for (var i = 0; i < 100; i++)
        {
            _loop.MicrophoneDb = -60 + i;
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(Drawn(), 5, 10);
        var before = Drawn();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.InRange(Drawn(), before, before + 1);
    }

    [Fact]
    public void Lines_that_stay_go_above_the_live_line()
    {
        using var screen = Shown();
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        _error.GetStringBuilder().Clear();
        screen.On(Ends("what is that", "A tree."));
        Assert.Equal("You     what is that\nCortex  A tree.\n", _output.ToString());
        Assert.Equal("\r\u001b[Kmic ░░░░░░░░░░  out ░░░░░░░░░░  ready", _error.ToString());
    }

    [Fact]
    public void Without_a_terminal_there_are_plain_lines_and_no_escapes_whatever_is_said()
    {
        using (var screen = new RunScreen(_output, _error, null, _clock))
        {
            screen.Show(_loop);
            screen.On(Ends("what\u001b[2J is\nthat", "A tree [red]."));
            screen.Note("the microphone is off");
            _clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal("You     what [2J is that\nCortex  A tree [red].\n      · the microphone is off\n", _output.ToString());
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public void Where_lines_are_kept_there_is_no_word_of_what_was_said()
    {
        using var screen = new RunScreen(_output, _error, null, _clock) { TellsWords = false };
        screen.On(Ends("where do I live", "At home."));
        screen.Note("the connection is back");
        Assert.Equal("      · the connection is back\n", _output.ToString());
    }

    [Fact]
    public void A_long_answer_is_wrapped_under_itself_and_no_line_is_wider_than_the_terminal()
    {
        using var screen = Shown(width: 40);
        screen.On(Ends("why", string.Join(' ', Enumerable.Repeat("word", 50)) + " " + new string('x', 90)));
        Assert.All(_output.ToString().Split('\n'), static line => Assert.InRange(line.Length, 0, 40));
    }

    [Fact]
    public void The_end_takes_the_line_away_shows_the_cursor_and_draws_no_more()
    {
        var screen = Shown();
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        screen.Dispose();
        screen.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(1));
        screen.Note("too late");
        Assert.StartsWith("\u001b[?25l", _error.ToString());
        Assert.EndsWith("ready\r\u001b[K\u001b[?25h", _error.ToString());
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void A_terminal_that_goes_away_ends_the_picture_only()
    {
        using var gone = new GoneWriter();
        using var screen = new RunScreen(_output, gone, static () => 80, _clock);
        screen.Show(_loop);
        gone.IsGone = true;
        _clock.Advance(TimeSpan.FromSeconds(1));
        screen.On(Ends("what", "A tree."));
    }

    RunScreen Shown(int width = 80)
    {
        var screen = new RunScreen(_output, _error, () => width, _clock);
        screen.Show(_loop);
        return screen;
    }

    int Drawn() => _error.ToString().Split("\r\u001b[K").Length - 1;

    static TurnEnded Ends(string heard, string said) => new(default, 1, new TurnReport(heard, said, 0, false, new TurnTiming()));

    sealed class GoneWriter : StringWriter
    {
        public bool IsGone { get; set; }

        public override void Write(string? value)
        {
            if (IsGone)
                throw new IOException("the terminal is gone");
        }
    }
}
