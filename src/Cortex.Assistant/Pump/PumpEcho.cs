using Cortex.Media.Echo;
using Cortex.Media.Playback;

namespace Cortex.Assistant.Pump;

/// <summary>What is done about the answer that comes back into the microphone.</summary>
/// <param name="Canceller">Takes it out; the microphone's thread, disposed by who made it.</param>
/// <param name="Far">Is told what is played; the loudspeaker's thread.</param>
public sealed record PumpEcho(IEchoCanceller Canceller, IPlayedListener Far);
