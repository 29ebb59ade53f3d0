namespace Cortex.Media.Camera;

/// <summary>What one look at a running camera brought.</summary>
enum LiveFramesEvent
{
    /// <summary>Nothing yet.</summary>
    Nothing,

    /// <summary>A picture.</summary>
    Picture,

    /// <summary>No picture for too long.</summary>
    Stalled,

    /// <summary>The stream is over.</summary>
    Ended,
}
