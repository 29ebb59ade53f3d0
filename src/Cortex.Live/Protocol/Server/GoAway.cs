using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>The connection will end soon (reference section 3, 4.5).</summary>
public sealed class GoAway : ServerMessage
{
    /// <summary>Until the server ends it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public TimeSpan TimeLeft { get; init; }
}
