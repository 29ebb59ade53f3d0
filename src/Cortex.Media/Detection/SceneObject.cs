using Cortex.Media.Frames;

namespace Cortex.Media.Detection;

/// <summary>One thing that was recognised.</summary>
/// <param name="Label">What it is, one of the detector's words, in English and singular: <c>chair</c>.</param>
/// <param name="Confidence">How sure, 0 to 1.</param>
/// <param name="Place">The rectangle around it.</param>
public sealed record SceneObject(string Label, double Confidence, PicturePlace Place);
