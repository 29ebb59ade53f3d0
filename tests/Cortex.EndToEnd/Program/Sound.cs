using System.Runtime.InteropServices;
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

    /// <summary>Whether a file that is still being written holds sound by now.</summary>
    public static bool IsHeardSoFar(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        const int Header = 44;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        var samples = MemoryMarshal.Cast<byte, short>(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
        return samples.Length > Header && samples[(Header / sizeof(short))..].ContainsAnyExceptInRange((short)-500, (short)500);
    }
}
