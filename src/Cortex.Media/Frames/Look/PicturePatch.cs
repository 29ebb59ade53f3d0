namespace Cortex.Media.Frames;

/// <summary>A connected area of one colour.</summary>
/// <param name="Colour">Its colour.</param>
/// <param name="Share">How much of the picture it fills, 0 to 1.</param>
/// <param name="Place">The rectangle around it.</param>
/// <param name="Vividness">How far its colour is from grey: the mean chroma of its pixels, 0 (grey) to 1 (a pure colour at full strength).</param>
public sealed record PicturePatch(PlainColour Colour, float Share, PicturePlace Place, float Vividness);
