using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.App.Run;

/// <summary>How the conversation of this machine's devices stood at its end.</summary>
/// <param name="Turns">What was asked and answered.</param>
/// <param name="IsRecording">A recording was heard.</param>
/// <param name="Closed">Why the conversation was closed, if it was.</param>
/// <param name="Fault">What failed on this side, if something did.</param>
internal sealed record NativeEnd(IReadOnlyList<TurnReport> Turns, bool IsRecording, CloseReason? Closed, Exception? Fault);
