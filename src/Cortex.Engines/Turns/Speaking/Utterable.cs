using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>What an <see cref="AnswerScript"/> gives next; one of its fields is set.</summary>
internal readonly record struct Utterable(
    string? Words, ReadOnlyMemory<byte> Sound, IReadOnlyList<FunctionCall>? Calls, CloseReason? Failure);
