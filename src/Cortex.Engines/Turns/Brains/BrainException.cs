namespace Cortex.Engines.Turns;

/// <summary>A brain cannot answer.</summary>
/// <param name="reason">What the conversation closes with: class and words.</param>
/// <param name="innerException">What lies beneath, if anything.</param>
public sealed class BrainException(Live.CloseReason reason, Exception? innerException = null)
    : Exception(reason.Text, innerException)
{
    /// <summary>What the conversation closes with.</summary>
    public Live.CloseReason Reason { get; } = reason;
}
