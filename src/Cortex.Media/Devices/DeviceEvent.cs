namespace Cortex.Media.Devices;

/// <summary>Something happened to a device; told once for each time, and for gaps and overflows at most once in ten seconds.</summary>
/// <param name="Kind">What.</param>
/// <param name="IsMicrophone">A microphone, else a loudspeaker.</param>
/// <param name="Device">Its name.</param>
/// <param name="Reason">In one sentence, for people.</param>
public sealed record DeviceEvent(DeviceEventKind Kind, bool IsMicrophone, string Device, string Reason);
