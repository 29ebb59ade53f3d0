using System.Text;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>The wire turn that runs: from the asking to <c>turnComplete</c>.</summary>
internal sealed class Answer(Inquiry inquiry, AnswerScript script)
{
    public Inquiry Inquiry { get; } = inquiry;

    public AnswerScript Script { get; } = script;

    /// <summary>The words that were sent.</summary>
    public StringBuilder Words { get; } = new();

    /// <summary>The number of the asking that runs.</summary>
    public int Asking { get; private set; }

    /// <summary>The asking is over; what it gave may still be sent.</summary>
    public bool IsBrainDone { get; set; }

    /// <summary>All the brain gave so far was sent, and it is to give more.</summary>
    public bool IsSilent => !IsBrainDone && Script.IsEmpty;

    /// <summary>When the brain last gave something.</summary>
    public TimeSpan HeardFromBrainAt { get; set; }

    /// <summary>All was sent; it is being played.</summary>
    public bool IsGenerated { get; set; }

    public AnswerEnd? End { get; set; }

    /// <summary>The brain's own count, where it has one.</summary>
    public UsageMetadata? Usage { get; set; }

    /// <summary>The brain is asked, for the first time or with the answers of tools.</summary>
    public void Asked(int asking, TimeSpan now)
    {
        (Asking, IsBrainDone, HeardFromBrainAt) = (asking, false, now);
        Inquiry.HasNews = false;
    }

    /// <summary>When there is something to do for it, or null.</summary>
    /// <param name="hasRoom">The reader has room for events.</param>
    /// <param name="patience">How long the brain may give nothing.</param>
    public TimeSpan? WakeAt(bool hasRoom, TimeSpan patience) => this switch
    {
        { Script.IsEmpty: false } => hasRoom ? Script.DueAt : null,
        { IsBrainDone: false } => HeardFromBrainAt + patience,
        { IsGenerated: true } => Script.PlayedAt,
        _ => null,
    };
}
