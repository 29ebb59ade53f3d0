namespace Cortex.Media.Echo;

/// <summary>What the sound server (PulseAudio, PipeWire) offers, by name.</summary>
/// <param name="Sources">What can be recorded from; monitors of sinks too.</param>
/// <param name="Sinks">What can be played to.</param>
public sealed record SoundServerDevices(IReadOnlyList<string> Sources, IReadOnlyList<string> Sinks)
{
    /// <summary>No sound server, or none that can be asked.</summary>
    public static SoundServerDevices None { get; } = new([], []);
}
