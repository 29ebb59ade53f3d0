namespace Cortex.Media.Devices;

/// <summary>A device as PortAudio describes it.</summary>
internal sealed record PortAudioDevice(
    int Index, string Name, string HostApi, int Inputs, int Outputs, int DefaultRateHz, double LowInputLatency, double LowOutputLatency)
{
    public int Channels(bool isInput) => isInput ? Inputs : Outputs;
}
