using Cortex.Media.Camera;
using Cortex.Media.Devices;

namespace Cortex.Assistant.Pump;

/// <summary>What a pump listens to, plays on and looks through. The pump runs them; who made them disposes them.</summary>
/// <param name="Microphone">Any rate.</param>
/// <param name="Speaker">Any rate.</param>
/// <param name="Camera">Null: there is none.</param>
/// <param name="Echo">What is done about the answer in the microphone; null: nothing.</param>
public sealed record PumpDevices(IAudioSource Microphone, IAudioSink Speaker, IFrameSource? Camera = null, PumpEcho? Echo = null);
