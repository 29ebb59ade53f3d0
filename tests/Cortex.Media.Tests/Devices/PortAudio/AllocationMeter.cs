using Cortex.Media.Devices;

namespace Cortex.Media.Tests.Devices;

/// <summary>Measures, on the device's thread, what a period costs after the first hundred.</summary>
internal sealed class AllocationMeter : IAudioReceiver, IAudioProvider
{
    private long _start;

    public int Periods { get; private set; }

    public long Allocated { get; private set; }

    public void OnSamples(ReadOnlySpan<short> samples, long timestamp) => Measure();

    public void Fill(Span<short> destination, long timestamp)
    {
        destination.Fill(1);
        Measure();
    }

    private void Measure()
    {
        Periods++;
        if (Periods == 100)
        {
            _start = GC.GetAllocatedBytesForCurrentThread();
        }

        Allocated = Periods > 100 ? GC.GetAllocatedBytesForCurrentThread() - _start : 0;
    }
}
