using Cortex.Media.Frames;

namespace Cortex.Media.Detection;

/// <summary>One thing that was recognised.</summary>
/// <param name="Label">What it is, one of the detector's words, in English and singular: <c>chair</c>.</param>
/// <param name="Confidence">How sure, 0 to 1.</param>
/// <param name="Place">The rectangle around it.</param>
public sealed record SceneObject(string Label, double Confidence, PicturePlace Place)
{
    private readonly Side? _side;

    /// <summary>Which one it is while it is followed from picture to picture, from 1 in the order of appearance; 0: it is not followed.</summary>
    public int Track { get; init; }

    /// <summary>Where it is across; of a thing that is followed this does not flicker at the edge of a third.</summary>
    public Side Side
    {
        get => _side ?? Place.Side;
        init => _side = value;
    }

    /// <summary>Whether it comes nearer, told from its size alone.</summary>
    public Motion Motion { get; init; }

    /// <summary>
    /// How fast it grows: the share of its size it gains in a second, measured over the last moments. Its inverse is how many seconds
    /// it is away if both go on as they do. 0 where it is not followed or too young to tell.
    /// </summary>
    public double GrowthPerSecond { get; init; }

    /// <summary>When it was seen first, in <see cref="TimeProvider.GetTimestamp"/> units; 0 where it is not followed.</summary>
    public long Since { get; init; }
}
