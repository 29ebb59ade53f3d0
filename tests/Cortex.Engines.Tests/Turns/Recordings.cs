using System.Runtime.CompilerServices;
using Cortex.Media.Audio;

namespace Cortex.Engines.Tests.Turns;

/// <summary>Recorded speech, the same the voice detector is tested with.</summary>
internal static class Recordings
{
    public static ReadOnlyMemory<short> Load(string name, int rateHz = 16_000) =>
        WavReader.ReadAll(Path.Combine(Path.GetDirectoryName(Here())!, "../../Cortex.Media.Tests/Speech/data", name + ".wav"), rateHz).Samples;

    /// <summary>Silence before and after.</summary>
    public static ReadOnlyMemory<short> In(this ReadOnlyMemory<short> speech, double before, double after, int rateHz = 16_000) =>
        (short[])[.. new short[(int)(before * rateHz)], .. speech.Span, .. new short[(int)(after * rateHz)]];

    private static string Here([CallerFilePath] string path = "") => path;
}
