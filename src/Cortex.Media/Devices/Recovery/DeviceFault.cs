namespace Cortex.Media.Devices;

/// <summary>What is wrong with a device that says nothing itself.</summary>
/// <param name="Kind"><see cref="DeviceEventKind.Lost"/> for one that stands still, or <see cref="DeviceEventKind.Silent"/>.</param>
/// <param name="Reason">For people.</param>
internal sealed record DeviceFault(DeviceEventKind Kind, string Reason);
