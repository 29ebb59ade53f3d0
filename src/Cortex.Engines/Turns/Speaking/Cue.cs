using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>One thing an answer has to bring, in order; one of its fields is set.</summary>
internal readonly record struct Cue(AnswerSpeech? Speech, IReadOnlyList<FunctionCall>? Calls, CloseReason? Failure)
{
    public static Cue Say(AnswerSpeech speech) => new(speech, null, null);

    public static Cue Call(IReadOnlyList<FunctionCall> calls) => new(null, calls, null);

    public static Cue Fail(CloseReason reason) => new(null, null, reason);
}
