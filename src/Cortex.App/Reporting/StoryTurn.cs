using System.Buffers;
using System.Text;
using Cortex.Assistant.Report;

namespace Cortex.App.Reporting;

/// <summary>One turn, as it was recorded: all times since the conversation was opened. Written by <see cref="StoryTeller"/> alone.</summary>
/// <param name="number">From 1.</param>
internal sealed class StoryTurn(int number)
{
    private readonly StringBuilder _heard = new();
    private readonly StringBuilder _said = new();

    public int Number { get; } = number;

    /// <summary>The wearer's voice; its end is when this device was sure of it.</summary>
    public TimeSpan? VoiceFrom { get; set; }

    public TimeSpan? VoiceTo { get; set; }

    /// <summary>A typed question.</summary>
    public TimeSpan? TypedAt { get; set; }

    public string? Typed { get; set; }

    /// <summary>When the sound of the answer arrived, piece by piece, and how long each is.</summary>
    public List<Span> Arrived { get; } = [];

    /// <summary>When it sounded, as far as what arrived tells: at once, and on without a gap as long as there is some.</summary>
    public List<Span> Sounded { get; } = [];

    public TimeSpan? InterruptedAt { get; set; }

    public TimeSpan? CompleteAt { get; set; }

    public List<ToolSpan> Tools { get; } = [];

    /// <summary>The sound itself, 24 kHz, where it was recorded.</summary>
    public ArrayBufferWriter<byte> Sound { get; } = new();

    /// <summary>The account of the device that held the conversation; null where it gave none.</summary>
    public TurnReport? Report { get; set; }

    public string Heard => _heard.ToString().Trim();

    public string Said => _said.ToString().Trim();

    public TimeSpan AnswerLength { get; set; }

    /// <summary>When the question was complete.</summary>
    public TimeSpan? AskedAt => VoiceTo ?? TypedAt;

    /// <summary>
    /// From the question's end to the first sound of its answer; null where one of the two is missing. As the device measured it, else
    /// as far as the messages tell.
    /// </summary>
    public TimeSpan? Wait => Report?.Timing.ResponseMs is { } measured ? Story.Time(measured) : WireWait;

    private TimeSpan? WireWait => Arrived is [var first, ..] && AskedAt is { } asked && first.From >= asked ? first.From - asked : null;

    public void Hear(string words) => _heard.Append(words);

    public void Say(string words) => _said.Append(words);
}
