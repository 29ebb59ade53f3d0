namespace Cortex.Media.Devices;

/// <summary>What this machine has.</summary>
/// <param name="Microphones">In the order of their indices.</param>
/// <param name="Speakers">In the order of their indices.</param>
public sealed record AudioDeviceList(IReadOnlyList<AudioDevice> Microphones, IReadOnlyList<AudioDevice> Speakers);
