using Cortex.Live;

namespace Cortex.Engines.Turns;

/// <summary>A question on its way: asked once, and again with each round of its tools' answers.</summary>
internal sealed class Inquiry(QuestionContent content)
{
    public QuestionContent Content { get; } = content;

    /// <summary>Calls and their answers so far. Replaced, never changed: a running brain holds the old list.</summary>
    public IReadOnlyList<ToolExchange> Tools { get; private set; } = [];

    /// <summary>Which turn of the whole conversation, from 0; -1 until it is asked.</summary>
    public int Turn { get; private set; } = -1;

    public bool IsAsked => Turn >= 0;

    /// <summary>What was said before it.</summary>
    public ConversationHistory History { get; private set; } = ConversationHistory.Empty;

    /// <summary>Its place in the context.</summary>
    public Remembered? Entry { get; private set; }

    /// <summary>Blocking calls were answered; the brain does not know yet.</summary>
    public bool HasNews { get; set; }

    /// <summary>How urgently the answers of its tools are to be told.</summary>
    public Urgency Urgency { get; set; }

    /// <summary>Askings whose brain still looks at the media.</summary>
    public int Running { get; set; }

    /// <summary>It will not be asked again.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>It takes its place in the conversation, before it is first asked.</summary>
    public void Enter(Context context)
    {
        Turn = context.UserTurns++;
        History = context.Snapshot();
        Entry = context.Add(HistoryRole.User, Content.Text ?? "", Content.Tokens);
    }

    public void Add(ToolExchange exchange) => Tools = [.. Tools, exchange];
}
