using Cortex.Live.Protocol;

namespace Cortex.Live.Models;

/// <summary>What one family of models accepts and does (reference sections 2 and 5). One refused field ends a session.</summary>
public sealed record ModelCapabilities
{
    /// <summary>The id the entry stands for, without <c>models/</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it can be counted on.</summary>
    public required ModelStatus Status { get; init; }

    /// <summary>A sentence for the user about the model itself, or null: it is unknown, ageing or gone.</summary>
    public string? Warning { get; init; }

    /// <summary>What it answers in; the first is its default.</summary>
    public IReadOnlyList<Modality> Modalities { get; init; } = [Modality.Audio];

    /// <summary>What it wants in <c>thinkingConfig</c>.</summary>
    public ThinkingRule Thinking { get; init; }

    /// <summary>The levels it takes, the quickest first.</summary>
    public IReadOnlyList<ThinkingLevel> ThinkingLevels { get; init; } = [];

    /// <summary>Its tools.</summary>
    public ToolRules Tools { get; init; } = new();

    /// <summary>How it takes a history.</summary>
    public SeedRules Seeding { get; init; } = new();

    /// <summary>Which input belongs to a turn where the setup does not say.</summary>
    public TurnCoverage DefaultTurnCoverage { get; init; } = TurnCoverage.TurnIncludesAudioActivityAndAllVideo;

    /// <summary><c>proactivity</c> and <c>enableAffectiveDialog</c> are taken, on version v1alpha.</summary>
    public bool ProactiveAndAffectiveOnAlpha { get; init; }

    /// <summary><c>temperature</c>, <c>topP</c>, <c>topK</c>, <c>seed</c>, <c>candidateCount</c> and the penalties are taken.</summary>
    public bool Sampling { get; init; }

    /// <summary><c>speechConfig.languageCode</c> is taken.</summary>
    public bool LanguageCode { get; init; }

    /// <summary><c>translationConfig</c> is taken.</summary>
    public bool Translation { get; init; }

    /// <summary><c>avatarConfig</c> is taken.</summary>
    public bool Avatar { get; init; }

    /// <summary>It may answer in several turns; the request is finished at <see cref="InteractionStatus.Idle"/>.</summary>
    public bool SpeaksInSeveralTurns { get; init; }

    /// <summary>It reports where it heard the user start and stop (<see cref="VoiceActivity"/>): a hint, never a requirement.</summary>
    public bool ReportsVoiceActivity { get; init; }
}
