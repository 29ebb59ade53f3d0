using Cortex.Media.Devices;

namespace Cortex.Media.Tests.Devices;

/// <summary>Keeps what a source delivers.</summary>
internal sealed class Ear : IAudioReceiver
{
    public List<short> Samples { get; } = [];

    public List<long> Times { get; } = [];

    public List<(long At, int Samples)> Ends { get; } = [];

    public Action? OnPeriod { get; set; }

    public void OnSamples(ReadOnlySpan<short> samples, long timestamp)
    {
        Samples.AddRange(samples);
        Times.Add(timestamp);
        OnPeriod?.Invoke();
    }

    public void OnEnded(long timestamp) => Ends.Add((timestamp, Samples.Count));
}
