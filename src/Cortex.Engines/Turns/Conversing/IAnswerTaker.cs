using Cortex.Live;

namespace Cortex.Engines.Turns;

/// <summary>Takes what a brain gives.</summary>
internal interface IAnswerTaker
{
    /// <summary>Takes a part; completes when the brain may go on.</summary>
    ValueTask TakeAsync(int asking, AnswerPart part, CancellationToken cancellationToken);

    /// <summary>The asking is over, however it ended; its media are not looked at any more.</summary>
    /// <param name="asking">Which.</param>
    /// <param name="inquiry">What was asked.</param>
    /// <param name="failure">What the conversation closes with, or null.</param>
    void Ended(int asking, Inquiry inquiry, CloseReason? failure);
}
