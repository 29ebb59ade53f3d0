namespace Cortex.Media.Devices;

/// <summary>A microphone or a loudspeaker of this machine.</summary>
/// <param name="Index">Its number, which changes when devices come and go.</param>
/// <param name="Name">Its name; any part of it chooses it.</param>
/// <param name="HostApi">The sound system it belongs to, such as ALSA.</param>
/// <param name="Channels">How many it has at most; Cortex takes one.</param>
/// <param name="DefaultRateHz">Its own rate.</param>
/// <param name="RatesHz">The rates of those that matter which it opens with now; none where another program has it.</param>
/// <param name="Latency">The least buffering it proposes.</param>
/// <param name="IsDefault">What <c>default</c> means.</param>
public sealed record AudioDevice(
    int Index, string Name, string HostApi, int Channels, int DefaultRateHz, IReadOnlyList<int> RatesHz, TimeSpan Latency, bool IsDefault);
