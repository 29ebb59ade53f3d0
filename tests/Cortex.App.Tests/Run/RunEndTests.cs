using Cortex.App.Commands;
using Cortex.App.Run;
using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.App.Tests.Run;

public sealed class RunEndTests
{
    static readonly TurnReport Answered = new("what", "A tree.", 900, false, new TurnTiming());

    static readonly TurnReport Unanswered = new("what", null, 0, false, new TurnTiming());

    static readonly RunEnd Quit = new([], false, null, null, null, false);

    [Fact]
    public void Who_quits_is_done_and_hears_no_complaint()
    {
        Assert.Equal((ExitCode.Done, null), Of(Quit));
        Assert.Equal((ExitCode.Done, null), Of(Quit with { Turns = [Unanswered], Unanswered = "quota" }));
    }

    [Fact]
    public void A_signal_is_an_interruption_whatever_else_happened() =>
        Assert.Equal((ExitCode.Interrupted, null), Of(Quit with { IsInterrupted = true, Fault = new IOException("gone"), IsOverByItself = true }));

    [Fact]
    public void What_failed_here_is_said_as_it_is() =>
        Assert.Equal((ExitCode.Device, "the disk is full"), Of(Quit with { Fault = new IOException("the disk is full") }));

    [Fact]
    public void A_conversation_that_was_closed_says_why_and_what_to_do()
    {
        var (code, words) = Of(Quit with { Closed = new CloseReason(CloseSide.Server, 1011, "quota", CloseClass.Quota), IsOverByItself = true });
        Assert.Equal(ExitCode.Refused, code);
        Assert.StartsWith("the server says that the quota is used up (quota)", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_is_done_when_it_was_answered_and_never_a_silent_failure()
    {
        var over = Quit with { IsOverByItself = true };
        Assert.Equal((ExitCode.Done, null), Of(over with { Turns = [Answered] }));
        Assert.Equal(ExitCode.NoAnswer, Of(over with { Turns = [Unanswered] }).Code);
        Assert.StartsWith("no voice was heard", Of(over).Words, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, Of(over with { Turns = [Answered], Unanswered = "no key." }).Code);
        Assert.All([over, over with { Turns = [Unanswered] }], static end => Assert.NotNull(Of(end).Words));
    }

    static (int Code, string? Words) Of(RunEnd end) => (end.ExitCode, end.Words("a-model", "the server"));
}
