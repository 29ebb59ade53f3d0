namespace Cortex.Assistant.Pump;

/// <summary>Whether the microphone's sound goes out.</summary>
/// <param name="Open">It does.</param>
/// <param name="Voice">The wearer speaks.</param>
/// <param name="Quiet">Chunks since the last voice.</param>
internal readonly record struct GateState(bool Open, bool Voice, int Quiet);
