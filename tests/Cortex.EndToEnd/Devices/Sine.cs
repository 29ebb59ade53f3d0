using Cortex.Media.Devices;

namespace Cortex.EndToEnd.Devices;

/// <summary>A tone without end, at -12 dBFS. Notes when it was to be heard first.</summary>
internal sealed class Sine(double hz, int rateHz) : IAudioProvider
{
    private long _played;
    private long _first;

    /// <summary>When the sink said that its first sample would be heard.</summary>
    public long First => Volatile.Read(ref _first);

    /// <summary>Sounds, else there is silence.</summary>
    public bool IsOn { get; set; } = true;

    public void Fill(Span<short> destination, long timestamp)
    {
        destination.Clear();
        if (!IsOn)
        {
            return;
        }

        if (_first == 0)
        {
            Volatile.Write(ref _first, timestamp);
        }

        foreach (ref var sample in destination)
        {
            sample = (short)Math.Round(8231 * Math.Sin(2 * Math.PI * hz * _played++ / rateHz));
        }
    }
}
