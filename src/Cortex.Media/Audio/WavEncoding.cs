namespace Cortex.Media.Audio;

/// <summary>How a WAV file writes a sample.</summary>
internal enum WavEncoding
{
    /// <summary>Whole numbers.</summary>
    Pcm = 1,

    /// <summary>Floating point, 1.0 is full scale.</summary>
    Float = 3,
}
