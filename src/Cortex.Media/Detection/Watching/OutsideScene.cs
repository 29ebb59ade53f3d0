namespace Cortex.Media.Detection;

/// <summary>What a scene from another process must be to be used: whoever made it is not to be trusted.</summary>
internal static class OutsideScene
{
    private const int LongestLabel = 64;

    /// <summary>Fit to be followed, said and drawn.</summary>
    public static bool IsFit(Scene scene) => scene.Objects is { Count: <= Tracker.Most } things && things.All(IsFit);

    private static bool IsFit(SceneObject? thing) =>
        thing is { Label: { Length: > 0 and <= LongestLabel } label } && !label.Any(char.IsControl)
        && thing.Confidence is >= 0 and <= 1
        && thing.Place is { Left: >= 0 and <= 1, Top: >= 0 and <= 1, Right: >= 0 and <= 1, Bottom: >= 0 and <= 1, Width: > 0, Height: > 0 };
}
