namespace Cortex.Media.Camera;

/// <summary>A form in which a camera gives its pictures.</summary>
/// <param name="Format">As the program that reads it calls it: <c>mjpeg</c>, <c>yuyv422</c>.</param>
/// <param name="IsJpeg">The camera makes JPEGs itself; they go out as they come where they fit.</param>
/// <param name="Sizes">Which sizes; empty where it takes any.</param>
public sealed record CameraMode(string Format, bool IsJpeg, IReadOnlyList<PictureSize> Sizes);
