namespace Cortex.Media.Camera;

/// <summary>A camera as it can be started now.</summary>
/// <param name="Name">For people; no password in it.</param>
/// <param name="Command">What starts it.</param>
sealed record FoundCamera(string Name, PictureCommand Command)
{
    /// <summary>A stream of the network: there is no plug to look at.</summary>
    public bool IsStream { get; } = Command.Arguments.Any(CameraChoice.IsStream);
}
