namespace Cortex.Media.Camera;

/// <summary>A camera cannot be used. The message is one line: which, what is wrong, what to do.</summary>
sealed class CameraException(CameraFaultKind kind, string message, string? words = null) : IOException(message)
{
    /// <summary>What is wrong, for whoever says it once.</summary>
    public CameraFaultKind Kind => kind;

    /// <summary>What its program said last; null: nothing.</summary>
    public string? Words => words;
}
