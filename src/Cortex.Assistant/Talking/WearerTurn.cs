using Cortex.Media.Camera;

namespace Cortex.Assistant.Talking;

/// <summary>What the wearer does next: says or types something, perhaps after turning elsewhere, perhaps into the answer.</summary>
public sealed record WearerTurn
{
    /// <summary>A recording to say, at the microphone's rate; empty where it is typed.</summary>
    public ReadOnlyMemory<short> Speech { get; init; }

    /// <summary>A question to type; null where it is said.</summary>
    public string? Text { get; init; }

    /// <summary>What the camera looks at from now on; null: no change. The talk disposes it.</summary>
    public IFrameSource? Camera { get; init; }

    /// <summary>Cuts in so long after the first sound of the answer before; null: waits for its end.</summary>
    public TimeSpan? CutIn { get; init; }
}
