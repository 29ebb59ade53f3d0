namespace Cortex.Live.Protocol;

/// <summary>The picture of an avatar model (reference 2.1).</summary>
public sealed class AvatarConfig
{
    /// <summary>By name.</summary>
    public string? AvatarName { get; init; }

    /// <summary>By picture.</summary>
    public CustomizedAvatar? CustomizedAvatar { get; init; }

    /// <summary>Bits a second.</summary>
    public int? AudioBitrateBps { get; init; }

    /// <summary>Bits a second.</summary>
    public int? VideoBitrateBps { get; init; }
}
