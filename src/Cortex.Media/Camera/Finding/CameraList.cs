namespace Cortex.Media.Camera;

/// <summary>The cameras of this machine.</summary>
/// <param name="Cameras">In the order in which <c>auto</c> tries them.</param>
/// <param name="Missing">What keeps some from being found, with what to do about it; null: nothing.</param>
public sealed record CameraList(IReadOnlyList<CameraDevice> Cameras, string? Missing);
