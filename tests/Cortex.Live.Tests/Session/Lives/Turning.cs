namespace Cortex.Live.Tests.Session.Lives;

/// <summary>How the model's next turn goes.</summary>
internal enum Turning
{
    Good,
    Silent,
    Soft,
    Truncated,
    Phantom,
    Tone,
    Tool,
    Rejected,

    /// <summary>Not at all, until it is reminded.</summary>
    Stalled,
}
