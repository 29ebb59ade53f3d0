namespace Cortex.Media.Camera;

/// <summary>A camera of this machine.</summary>
/// <param name="Id">What names it and no other: <c>/dev/video0</c>, <c>rpicam:0</c>.</param>
/// <param name="Name">What it calls itself.</param>
/// <param name="Kind">How it is read.</param>
/// <param name="Modes">What it can do; empty where that could not be asked.</param>
/// <param name="Fault">Why it cannot be used now; null: it can.</param>
public sealed record CameraDevice(string Id, string Name, CameraKind Kind, IReadOnlyList<CameraMode> Modes, string? Fault = null);
