using Cortex.Live;

namespace Cortex.Assistant.Pump;

/// <summary>The pump's own losses, in the words of the seam.</summary>
internal static class PumpNotices
{
    public static Lost Microphone(long chunks) => new(
        LostKind.Microphone,
        TimeSpan.FromMilliseconds(20) * chunks,
        (int)chunks,
        "the engine did not take the microphone's sound for 3 s; the oldest was dropped");

    public static Lost NoPicture { get; } = new(
        LostKind.Frame,
        TimeSpan.Zero,
        1,
        "the camera had no picture in time, and a typed question went without one; look whether the camera runs");
}
