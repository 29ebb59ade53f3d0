namespace Cortex.Assistant.Sight;

/// <summary>Where the wearer's turns stand, as far as pictures go. Immutable.</summary>
/// <param name="Turn">The newest open turn that was spoken; 0 for none: a typed question takes its picture with it.</param>
/// <param name="IsActive">Its answer has not begun to sound.</param>
/// <param name="IsOpen">Any turn is open.</param>
internal sealed record Gaze(int Turn, bool IsActive, bool IsOpen)
{
    /// <summary>Nothing is open.</summary>
    public static Gaze Away { get; } = new(0, false, false);
}
