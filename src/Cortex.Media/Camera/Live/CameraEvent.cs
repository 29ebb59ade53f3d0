namespace Cortex.Media.Camera;

/// <summary>A live camera was lost, or is back; said once for each kind of fault until it is well again.</summary>
/// <param name="IsLost">Lost, else back.</param>
/// <param name="Camera">Its name.</param>
/// <param name="Reason">In one line, for people: what is wrong, and what to do.</param>
public sealed record CameraEvent(bool IsLost, string Camera, string Reason);
