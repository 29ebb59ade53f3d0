namespace Cortex.Media.Audio;

/// <summary>A whole recording in memory: mono, 16 bits.</summary>
/// <param name="Samples">Never written to again.</param>
/// <param name="SampleRateHz">Samples a second.</param>
/// <param name="Warning">One line on what was wrong with the file though it could be used, or null.</param>
public sealed record AudioRecording(ReadOnlyMemory<short> Samples, int SampleRateHz, string? Warning = null)
{
    /// <summary>How long it lasts.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRateHz);
}
