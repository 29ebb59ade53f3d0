namespace Cortex.Media.Playback;

/// <summary>What the owner wants, as it stood when the device asked for a period.</summary>
/// <param name="CutThrough">This turn and all before it are to be silent.</param>
/// <param name="Level">How loud by state.</param>
internal readonly record struct PlaybackSettings(int CutThrough, PlaybackLevel Level);
