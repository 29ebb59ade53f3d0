using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>
/// The end of an answer that is kept back for a moment, because it may be the closing of a rung that is dying: what it would tell
/// the reader is then not true.
/// </summary>
/// <param name="Interrupted">The answer was cut.</param>
/// <param name="Complete">The message that ended the wire's turn, our own copy; null: none yet.</param>
/// <param name="Until">When it is taken for what it says.</param>
internal sealed record HeldEnd(bool Interrupted, ServerContent? Complete, TimeSpan Until);
