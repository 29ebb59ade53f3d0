using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>A kind this client does not know; new ones appear monthly (reference 1.4).</summary>
public sealed class UnknownServerMessage : ServerMessage
{
    /// <summary>The whole message.</summary>
    public JsonElement Raw { get; init; }
}
