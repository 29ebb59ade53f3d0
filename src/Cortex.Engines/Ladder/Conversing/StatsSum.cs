using Cortex.Live;

namespace Cortex.Engines.Ladder;

/// <summary>Adds up what the conversations of a ladder counted, but for what they lost, which the ladder itself knows better.</summary>
internal static class StatsSum
{
    private const int MostKept = 100;

    public static ConversationStats Plus(this ConversationStats sum, ConversationStats more) => new()
    {
        BytesUp = sum.BytesUp + more.BytesUp,
        BytesDown = sum.BytesDown + more.BytesDown,
        MessagesUp = sum.MessagesUp + more.MessagesUp,
        MessagesDown = sum.MessagesDown + more.MessagesDown,
        AudioUp = sum.AudioUp + more.AudioUp,
        AudioWrites = more.AudioWrites.Count > 0 ? more.AudioWrites : sum.AudioWrites,
        AudioDown = sum.AudioDown + more.AudioDown,
        FramesSent = sum.FramesSent + more.FramesSent,
        FramesSkipped = sum.FramesSkipped + more.FramesSkipped,
        Connects = sum.Connects + more.Connects,
        Resumes = sum.Resumes + more.Resumes,
        Closes = [.. sum.Closes.Concat(more.Closes).TakeLast(MostKept)],
        Usage = new UsageTotals(
            sum.Usage.PromptTokens + more.Usage.PromptTokens,
            sum.Usage.ResponseTokens + more.Usage.ResponseTokens,
            sum.Usage.TotalTokens + more.Usage.TotalTokens),
    };
}
