namespace Cortex.Media.Echo;

/// <summary>How echo is looked for and judged.</summary>
public sealed record EchoOptions
{
    /// <summary>How long the room's answer may be that the canceller learns.</summary>
    /// <value>200 ms.</value>
    public TimeSpan Tail { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether what the canceller leaves is turned down where it is louder than what it lies under; costs 10 ms.</summary>
    /// <value>True.</value>
    public bool SuppressResidual { get; init; } = true;

    /// <summary>The level of the wearer's voice in the microphone, to judge what is left against.</summary>
    /// <value>-35 dBFS.</value>
    public double VoiceDbfs { get; init; } = -35;
}
