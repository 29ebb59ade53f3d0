namespace Cortex.Media.Playback;

/// <summary>Where in the stream of samples a turn starts or ends.</summary>
internal readonly record struct PlaybackMark(TurnPlayback Turn, bool IsEnd, long Position);
