using Cortex.Media.Devices;

namespace Cortex.EndToEnd.Devices;

/// <summary>Notes when sound begins, by the timestamps of the microphone.</summary>
internal sealed class OnsetEar(int rateHz) : IAudioReceiver
{
    // -60 dBFS, as the rig says where a sound begins.
    private const int Audible = 33;
    private long _onset;
    private long _periods;

    /// <summary>When sound began; nothing so far.</summary>
    public long? Onset => Volatile.Read(ref _onset) is not 0 and var onset ? onset : null;

    /// <summary>Periods so far.</summary>
    public long Periods => Volatile.Read(ref _periods);

    /// <summary>Waits for the next sound.</summary>
    public void Reset() => Volatile.Write(ref _onset, 0);

    public void OnSamples(ReadOnlySpan<short> samples, long timestamp)
    {
        Volatile.Write(ref _periods, _periods + 1);
        if (Volatile.Read(ref _onset) == 0 && samples.IndexOfAnyExceptInRange((short)-Audible, (short)Audible) is >= 0 and var at)
        {
            Volatile.Write(ref _onset, timestamp - (TimeProvider.System.TimestampFrequency * (samples.Length - 1 - at) / rateHz));
        }
    }
}
