namespace Cortex.App.Sound;

/// <summary>Whether what was given for a microphone or a loudspeaker is a file or a device. Pure but for a look at the disk.</summary>
internal static class SoundPlace
{
    /// <summary>
    /// True of <c>default</c>, <c>none</c>, an index, and any word that is neither a path, nor ends as the name of a file does, nor
    /// exists as one.
    /// </summary>
    public static bool IsDevice(string place) =>
        place is "default" or "none"
        || place.All(char.IsAsciiDigit)
        || (!place.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) && !EndsAsFile(Path.GetExtension(place)) && !File.Exists(place));

    // ".wav" does, the ".0 Audio" of a "USB 2.0 Audio" does not.
    private static bool EndsAsFile(string ending) => ending.Length is >= 2 and <= 5 && ending.Skip(1).All(char.IsAsciiLetterOrDigit) && ending.Any(char.IsAsciiLetter);
}
