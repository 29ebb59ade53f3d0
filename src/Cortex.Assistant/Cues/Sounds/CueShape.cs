namespace Cortex.Assistant.Cues;

/// <summary>How the loudness of a tone goes. Each begins and ends softly.</summary>
internal enum CueShape
{
    /// <summary>Like a small bell: there at once, then dying away.</summary>
    Struck,

    /// <summary>Comes and goes like a breath.</summary>
    Swelling,

    /// <summary>Struck, with a second tone a semitone above that beats against it.</summary>
    Rough,
}
