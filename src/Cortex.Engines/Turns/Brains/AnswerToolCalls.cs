using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>The brain wants tools called; it is asked again with their answers.</summary>
/// <param name="Calls">The calls; ids may be empty, the turn engine gives them.</param>
public sealed record AnswerToolCalls(IReadOnlyList<FunctionCall> Calls) : AnswerPart;
