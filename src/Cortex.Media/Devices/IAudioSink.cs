namespace Cortex.Media.Devices;

/// <summary>Where sound goes: a sound card, a file, nowhere. Mono, 16 bits.</summary>
public interface IAudioSink : IAsyncDisposable
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>Samples a second.</summary>
    int SampleRateHz { get; }

    /// <summary>What went wrong so far; any thread.</summary>
    AudioDeviceCounters Counters => default;

    /// <summary>From the moment a period is asked for until its first sample is heard.</summary>
    TimeSpan Latency { get; }

    /// <summary>Asks for periods in order and in real time, on a thread of the device, until it is cancelled.</summary>
    /// <exception cref="IOException">The device or file is gone; says which.</exception>
    Task RunAsync(IAudioProvider provider, CancellationToken cancellationToken);
}
