using Cortex.Live.Protocol;

namespace Cortex.Server.Faults;

/// <summary>Messages that no engine said.</summary>
internal static class StrayMessages
{
    private const int BytesPerMs = 48;

    /// <summary>Some sound of an answer (reference 9, row 28).</summary>
    public static ServerContent Sound(int ms) => new()
    {
        ModelTurn = new Content { Parts = [new Part { InlineData = new Tone(300, 3_000).Next("audio/pcm;rate=24000", ms * BytesPerMs) }] },
    };

    /// <summary>The same calls with ids of their own.</summary>
    /// <param name="call">The calls.</param>
    /// <param name="forget">Gets each new id: nobody waits for its answer.</param>
    public static ToolCall Again(ToolCall call, Action<string> forget) => new() { FunctionCalls = [.. call.FunctionCalls.Select(function => Again(function, forget))] };

    private static FunctionCall Again(FunctionCall function, Action<string> forget)
    {
        // Vertex has no ids: its second call is its first one again.
        if (function.Id is not { Length: > 0 } id)
        {
            return function;
        }

        forget(id + "1");
        return new FunctionCall { Id = id + "1", Name = function.Name, Args = function.Args };
    }
}
