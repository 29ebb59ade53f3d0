using Cortex.App.Terminal;
using Cortex.Engines.Recording;

namespace Cortex.App.Recorder;

/// <summary>Says on standard error what of a recording could not be read.</summary>
internal static class DamageWords
{
    /// <param name="path">The recording.</param>
    /// <param name="recording">Read to its end.</param>
    /// <param name="error">Where to.</param>
    public static void Tell(string path, RecordingReader recording, TextWriter error)
    {
        if (recording is { DamageCount: > 0, Damages: [var first, ..] })
        {
            var more = recording.DamageCount > 1 ? $", and so are {recording.DamageCount - 1} other places" : "";
            error.WriteLine("cortex: " + PlainWords.Of($"{path}: {first.What}{more}; everything else was used"));
        }
    }
}
