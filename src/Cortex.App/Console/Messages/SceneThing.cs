namespace Cortex.App.WebConsole.Messages;

/// <summary>A thing in the picture, in fractions of it.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Where">Where it is for the wearer, in words.</param>
internal sealed record SceneThing(string Label, double Confidence, double X, double Y, double Width, double Height, string Where);
