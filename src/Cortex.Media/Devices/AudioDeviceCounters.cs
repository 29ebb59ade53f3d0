namespace Cortex.Media.Devices;

/// <summary>What went wrong at a device since it was opened; only ever grows. Zeros for a device that is a file or nothing.</summary>
/// <param name="Overflows">Times the machine read a microphone too late and sound was lost.</param>
/// <param name="Underruns">Times the machine fed a loudspeaker too late and a gap was heard.</param>
/// <param name="Stalls">Times a device stood still, neither giving nor taking sound.</param>
/// <param name="Losses">Times a device was lost, for any reason.</param>
/// <param name="DroppedSamples">Samples of a microphone that came after silence had been put in their place.</param>
public readonly record struct AudioDeviceCounters(long Overflows, long Underruns, long Stalls, long Losses, long DroppedSamples)
{
    /// <summary>Two devices, or one device before and after it was opened again.</summary>
    public static AudioDeviceCounters operator +(AudioDeviceCounters left, AudioDeviceCounters right) => left.Add(right);

    /// <summary>The sum.</summary>
    public AudioDeviceCounters Add(AudioDeviceCounters other) => new(
        Overflows + other.Overflows, Underruns + other.Underruns, Stalls + other.Stalls, Losses + other.Losses, DroppedSamples + other.DroppedSamples);
}
