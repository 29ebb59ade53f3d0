using Cortex.Media.Audio;

namespace Cortex.EndToEnd.Program;

/// <summary>What a written sound file holds.</summary>
internal static class Sound
{
    /// <summary>Seconds above -50 dBFS, in windows of 20 ms.</summary>
    public static double AudibleSeconds(string path)
    {
        var samples = WavReader.ReadAll(path, 24000).Samples.Span;
        const int Window = 480;
        var audible = 0;
        for (var at = 0; at + Window <= samples.Length; at += Window)
        {
            if (Pcm.LevelDbfs(samples.Slice(at, Window)) > -50)
            {
                audible++;
            }
        }

        return audible * 0.02;
    }
}
