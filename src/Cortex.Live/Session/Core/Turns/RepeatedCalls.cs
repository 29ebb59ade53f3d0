using System.Collections.Immutable;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>Tool calls that a server sends twice under one id (reference 9, row 5): a tool that acts must act once. Pure.</summary>
internal static class RepeatedCalls
{
    private const int Remembered = 64;

    /// <summary>The message without calls that the connection asked before.</summary>
    /// <param name="message">As it came.</param>
    /// <param name="asked">The newest ids of this connection.</param>
    /// <returns>The same message where nothing is left out; null where nothing is left.</returns>
    public static ToolCall? Without(ToolCall message, ImmutableArray<string> asked)
    {
        HashSet<string> seen = [.. asked];
        FunctionCall[] fresh = [.. message.FunctionCalls.Where(call => call.Id is not { Length: > 0 } id || seen.Add(id))];
        return fresh.Length == message.FunctionCalls.Count ? message
            : fresh.Length == 0 ? null
            : new ToolCall { FunctionCalls = fresh, UsageMetadata = message.UsageMetadata };
    }

    /// <summary>The newest ids, with those of another message.</summary>
    public static ImmutableArray<string> And(ToolCall message, ImmutableArray<string> asked)
    {
        var all = asked.AddRange(message.FunctionCalls.Select(static call => call.Id).OfType<string>().Where(static id => id.Length > 0));
        return all.Length > Remembered ? all.RemoveRange(0, all.Length - Remembered) : all;
    }
}
