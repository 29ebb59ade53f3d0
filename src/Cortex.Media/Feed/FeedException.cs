namespace Cortex.Media.Feed;

/// <summary>A producer did something it may not; the message is what it is told.</summary>
/// <param name="message">One line.</param>
/// <param name="isLost">Where the next message begins is not known any more, or nobody waits for it: the connection ends.</param>
sealed class FeedException(string message, bool isLost) : IOException(message)
{
    public bool IsLost => isLost;
}
