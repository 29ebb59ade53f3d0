using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Frames;

namespace Cortex.Engines.Turns;

/// <summary>One question: what was said or typed, what the camera saw, what was said before.</summary>
public sealed record Question
{
    /// <summary>How the conversation was set up: instruction, tools, voice.</summary>
    public required Setup Setup { get; init; }

    /// <summary>What was said before this question.</summary>
    public required ConversationHistory History { get; init; }

    /// <summary>Which turn of the whole conversation this is, from 0; earlier connections count.</summary>
    public required int Turn { get; init; }

    /// <summary>The utterance: PCM, 16 kHz, mono, 16 bits little-endian; empty where the question was typed.</summary>
    public ReadOnlyMemory<byte> Speech { get; init; }

    /// <summary>The typed words, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The newest picture, or null.</summary>
    public Frame? Frame { get; init; }

    /// <summary>The picture of an earlier turn, to compare with; or null.</summary>
    public Frame? EarlierFrame { get; init; }

    /// <summary>
    /// The calls made in this turn so far and their answers, in order; empty when the question is asked first. After each round
    /// of answers the brain is asked again.
    /// </summary>
    public IReadOnlyList<ToolExchange> Tools { get; init; } = [];
}
