namespace Cortex.Media.Playback;

/// <summary>How loud answers sound by the state of the conversation, apart from their volume.</summary>
public enum PlaybackLevel
{
    /// <summary>As loud as the volume says.</summary>
    Full,

    /// <summary>Quieter by <see cref="PlaybackOptions.DuckDb"/>: somebody may be speaking.</summary>
    Ducked,

    /// <summary>Silent, and the place is kept: sound goes on a little before it.</summary>
    Paused,
}
