namespace Cortex.Media.Feed;

/// <summary>A thing in a producer's picture, as it comes.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Confidence">How sure, 0 to 1.</param>
/// <param name="Box">Left, top, right, bottom, as parts of the picture.</param>
sealed record FeedObject(string? Label, double? Confidence, IReadOnlyList<float>? Box);
