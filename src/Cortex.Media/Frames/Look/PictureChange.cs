namespace Cortex.Media.Frames;

/// <summary>How a picture differs from an earlier one.</summary>
/// <param name="Share">How much of the picture is clearly different, 0 to 1.</param>
/// <param name="Place">The rectangle around the largest difference; meaningless where nothing is different.</param>
/// <param name="Brightness">The new mean brightness less the old one, −1 to 1.</param>
public sealed record PictureChange(float Share, PicturePlace Place, float Brightness)
{
    /// <summary>Something is different: more than 1.5 % of the picture.</summary>
    public bool IsNoticeable => Share > 0.015f;

    /// <summary>Nearly all of it is different: the camera was turned, or the scene is another.</summary>
    public bool IsWhole => Share > 0.6f;
}
