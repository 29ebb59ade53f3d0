using Cortex.Media.Camera;

namespace Cortex.App.Configuration;

/// <summary>What the wearer sees.</summary>
internal sealed record CameraSettings
{
    /// <summary>Which camera: <c>auto</c>, <c>none</c>, a part of its name, an address, or a file; of <c>run</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Switched on from the start.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>How live cameras are used.</summary>
    public CameraOptions Options { get; init; } = new();
}
