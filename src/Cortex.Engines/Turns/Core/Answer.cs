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
    public int Asking { get; set; }

    /// <summary>The asking is over; what it gave may still be sent.</summary>
    public bool IsBrainDone { get; set; }

    /// <summary>When the brain last gave something.</summary>
    public TimeSpan HeardFromBrainAt { get; set; }

    /// <summary>All was sent; it is being played.</summary>
    public bool IsGenerated { get; set; }

    public AnswerEnd? End { get; set; }

    /// <summary>The brain's own count, where it has one.</summary>
    public UsageMetadata? Usage { get; set; }
}
