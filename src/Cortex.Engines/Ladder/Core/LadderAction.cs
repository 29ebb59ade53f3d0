using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>What is to be done, in order. The hierarchy is closed.</summary>
internal abstract record LadderAction
{
    private LadderAction()
    {
    }

    /// <summary>Pass the message on as it is; without a turn it is of the newest.</summary>
    public sealed record Forward(int? Turn) : LadderAction;

    /// <summary>Pass the content on without its end.</summary>
    public sealed record ForwardWithoutEnd(int Turn) : LadderAction;

    /// <summary>Tell the reader something of our own.</summary>
    public sealed record Emit(ServerMessage Message, int Turn) : LadderAction;

    /// <summary>Note something.</summary>
    public sealed record Tell(Notice Notice, int Turn) : LadderAction;

    /// <summary>Speak a sentence; in a turn of its own it is also ended.</summary>
    public sealed record Say(Sentence Sentence, bool OwnTurn, int Turn) : LadderAction;

    /// <summary>Open a rung's conversation, and ask it the open question again where there is one.</summary>
    public sealed record Open(int Rung, int Conversation, bool AsksAgain) : LadderAction;

    /// <summary>Dispose a conversation that is not needed any more.</summary>
    public sealed record Drop(int Conversation) : LadderAction;

    /// <summary>Open a rung in the background and say when it is ready.</summary>
    public sealed record Probe(int Rung, int Conversation) : LadderAction;

    /// <summary>The conversation that was tried is the one that stands now.</summary>
    public sealed record Adopt(int Conversation) : LadderAction;

    /// <summary>The question was answered: what was kept of it may go.</summary>
    public sealed record ForgetQuestion : LadderAction;

    /// <summary>A new question began: what was kept of older ones may go.</summary>
    public sealed record KeepAnew : LadderAction;

    /// <summary>A line for the log.</summary>
    public sealed record Write(LogLine Line, string Rung, string Text) : LadderAction;

    /// <summary>The end.</summary>
    public sealed record Finish(CloseReason Reason) : LadderAction;
}
