namespace Cortex.Media.Devices;

/// <summary>Where sound comes from: a sound card, a file, silence. Mono, 16 bits.</summary>
public interface IAudioSource : IAsyncDisposable
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>Samples a second.</summary>
    int SampleRateHz { get; }

    /// <summary>What went wrong so far; any thread.</summary>
    AudioDeviceCounters Counters => default;

    /// <summary>
    /// Delivers periods in order and in real time, on a thread of the device, until it is cancelled. A file is followed by silence;
    /// it says where it ends through <see cref="IAudioReceiver.OnEnded"/>.
    /// </summary>
    /// <exception cref="IOException">The device or file is gone; says which.</exception>
    Task RunAsync(IAudioReceiver receiver, CancellationToken cancellationToken);
}
