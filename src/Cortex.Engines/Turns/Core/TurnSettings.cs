using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>What the core needs of a setup and of the options, worked out once.</summary>
internal sealed class TurnSettings
{
    private readonly Dictionary<string, bool> _blocking = [];
    private readonly bool _blockingByDefault;

    public TurnSettings(Setup setup, TurnEngineOptions options)
    {
        var manners = ModelManners.Of(setup.Model);
        Pacing = new Pacing(
            options.Pace ?? manners.Pace, options.FirstChunk, options.Chunk, options.Jitter, options.TranscriptLead);
        HoldTurnComplete = options.HoldTurnComplete;
        UnknownToolAnswerCloses = options.UnknownToolAnswerCloses;
        ClosesAbruptly = options.ClosesAbruptly;
        ToolTimeout = options.ToolTimeout;
        AnswerTimeout = options.AnswerTimeout;
        ReportsInteractionStatus = options.ReportsInteractionStatus ?? manners.ReportsInteractionStatus;
        ReportsVoiceActivity = options.ReportsVoiceActivity ?? manners.ReportsVoiceActivity;
        IsInterruptible = setup.RealtimeInputConfig?.ActivityHandling != ActivityHandling.NoInterruption;
        AnswersInText = setup.GenerationConfig?.ResponseModalities is [var modality] && modality == Modality.Text;
        TranscribesInput = setup.InputAudioTranscription is not null;
        TranscribesOutput = setup.OutputAudioTranscription is not null;
        _blockingByDefault = (options.DefaultBehavior ?? manners.DefaultBehavior) != FunctionBehavior.NonBlocking;
        foreach (var declaration in setup.Tools?.SelectMany(static tool => tool.FunctionDeclarations ?? []) ?? [])
        {
            if (declaration.Behavior is { } behavior)
            {
                _blocking[declaration.Name] = behavior != FunctionBehavior.NonBlocking;
            }
        }
    }

    public Pacing Pacing { get; }

    public bool HoldTurnComplete { get; }

    public bool UnknownToolAnswerCloses { get; }

    public bool ClosesAbruptly { get; }

    public TimeSpan ToolTimeout { get; }

    public TimeSpan AnswerTimeout { get; }

    public bool ReportsInteractionStatus { get; }

    public bool ReportsVoiceActivity { get; }

    /// <summary>Activity of the user cuts an answer.</summary>
    public bool IsInterruptible { get; }

    public bool AnswersInText { get; }

    public bool TranscribesInput { get; }

    public bool TranscribesOutput { get; }

    public bool IsBlocking(string function) => _blocking.GetValueOrDefault(function, _blockingByDefault);
}
