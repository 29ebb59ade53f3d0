namespace Cortex.Assistant.Report;

/// <summary>The camera's frames.</summary>
/// <param name="Captured">Frames the camera gave.</param>
/// <param name="Sent">Frames that were sent; a picture that stands still is sent again with each turn.</param>
/// <param name="Skipped">Captured frames that were never sent: a newer one was, or none was due.</param>
public sealed record FrameReport(int Captured, int Sent, int Skipped)
{
    /// <summary>What was left out though a picture was due, by cause.</summary>
    public FramesLeftOut LeftOut { get; init; } = new(0, 0, 0, 0, 0);
}
