using Cortex.App.Talk;
using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.App.Run;

/// <summary>How the loop ended, as an exit code and a sentence. Pure.</summary>
/// <param name="Turns">What was asked and answered.</param>
/// <param name="IsOverByItself">A recording came to its end, and nobody quit before.</param>
/// <param name="Closed">Why the conversation was closed, if it was.</param>
/// <param name="Fault">What failed on this side, if something did.</param>
/// <param name="Unanswered">Why nobody could answer a question, if nobody could.</param>
/// <param name="IsInterrupted">By a signal.</param>
internal sealed record RunEnd(
    IReadOnlyList<TurnReport> Turns, bool IsOverByItself, CloseReason? Closed, Exception? Fault, string? Unanswered, bool IsInterrupted)
{
    /// <summary>For the shell.</summary>
    public int ExitCode => this switch
    {
        { IsInterrupted: true } => Commands.ExitCode.Interrupted,
        { Fault: not null } => Commands.ExitCode.Device,
        { Closed: not null } => Commands.ExitCode.Refused,
        { IsOverByItself: false } => Commands.ExitCode.Done,
        { Unanswered: not null } => Commands.ExitCode.Refused,
        _ => Turns.Any(static turn => turn.Answered) ? Commands.ExitCode.Done : Commands.ExitCode.NoAnswer,
    };

    /// <summary>What to say; null: nothing.</summary>
    /// <param name="model">Which was asked.</param>
    /// <param name="server">Who was asked.</param>
    public string? Words(string model, string server) => this switch
    {
        { IsInterrupted: true } => null,
        { Fault: { } fault } => fault.Message,
        { Closed: { } reason } => CloseAdvice.For(reason, model, server),
        { IsOverByItself: false } => null,
        { Unanswered: { } why } => $"nobody could answer ({why.TrimEnd('.', ' ')}): check the key, the quota and the network",
        _ when Turns.Any(static turn => turn.Answered) => null,
        _ when Turns.Count is 0 => "no voice was heard in the recording: check that it is not silent or very quiet, and record it again",
        _ => "the question got no answer; --timeout waits longer",
    };
}
