namespace Cortex.Media.Playback;

/// <summary>What the owner wants, as it stood when the device asked for a period.</summary>
/// <param name="CutThrough">This turn and all before it are to be silent.</param>
/// <param name="Level">How loud by state.</param>
/// <param name="Volume">How loud otherwise, 0 to 2.</param>
/// <param name="Speed">How fast, 0.5 to 2.</param>
internal readonly record struct PlaybackSettings(int CutThrough, PlaybackLevel Level, float Volume, double Speed);
