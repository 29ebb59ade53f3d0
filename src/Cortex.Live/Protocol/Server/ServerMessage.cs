using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>
/// What a server may say: at most one kind, and optionally the usage beside it (reference 1.5, section 3). The hierarchy is
/// closed; what a newer server adds arrives as <see cref="UnknownServerMessage"/>.
/// </summary>
/// <remarks>
/// A message that carries media is borrowed: it and its <see cref="MediaBytes"/> are valid until the next receive.
/// </remarks>
public abstract class ServerMessage
{
    private protected ServerMessage()
    {
    }

    /// <summary>Tokens used, where the server said so beside this message.</summary>
    [JsonIgnore]
    public UsageMetadata? UsageMetadata { get; set; }
}
