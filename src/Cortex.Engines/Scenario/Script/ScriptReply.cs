namespace Cortex.Engines.Scenario;

/// <summary>What the model does: thinks, speaks, calls tools and goes on with their answers, ends.</summary>
public record ScriptReply
{
    /// <summary>When it is played; null: always.</summary>
    public ScriptWhen? When { get; init; }

    /// <summary>How long the model thinks first, in milliseconds.</summary>
    public int AfterMs { get; init; }

    /// <summary>What was understood of the wearer's speech: the input transcription.</summary>
    public string? Heard { get; init; }

    /// <summary>What is said, in order.</summary>
    public IReadOnlyList<ScriptSay> Say { get => field ?? []; init; }

    /// <summary>The tools that are called, all at once, after what is said.</summary>
    public IReadOnlyList<ScriptCall> Call { get => field ?? []; init; }

    /// <summary>What follows the answers of the tools: the first whose <c>when</c> holds.</summary>
    public IReadOnlyList<ScriptReply> Then { get => field ?? []; init; }

    /// <summary>How it ends; null: as usual.</summary>
    public ScriptEnd? End { get; init; }
}
