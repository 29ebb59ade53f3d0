namespace Cortex.Media.Devices;

/// <summary>A device as the user wants it.</summary>
/// <param name="Choice"><c>default</c>, an index, or a part of the name.</param>
/// <param name="IsInput">A microphone, else a loudspeaker.</param>
/// <param name="RateHz">The rate that would need no resampling.</param>
/// <param name="Period">How much is read or written at once.</param>
/// <param name="Latency">Buffering asked of the device; it may take more.</param>
/// <param name="IsAgain">The device was lost before.</param>
internal sealed record DeviceWish(string Choice, bool IsInput, int RateHz, TimeSpan Period, TimeSpan Latency, bool IsAgain = false)
{
    public string Kind => IsInput ? "microphone" : "loudspeaker";
}
