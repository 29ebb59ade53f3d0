using Cortex.App.WebConsole.Holding;
using Cortex.Assistant.Pump;

namespace Cortex.App.WebConsole.Events;

/// <summary>Where the conversation stands, made into the one word that is shown. Pure.</summary>
internal readonly record struct Standing
{
    /// <summary>Who holds it.</summary>
    public HolderKind Holder { get; init; }

    /// <summary>Where the turn stands.</summary>
    public TurnPhase Phase { get; init; }

    /// <summary>The connection to what answers is being made, or made again.</summary>
    public bool IsAway { get; init; }

    /// <summary>Nobody is left who could answer, or the conversation was closed.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Sound of the microphone goes out all the time.</summary>
    public bool IsStreaming { get; init; }

    /// <summary>The word.</summary>
    public string Word => this switch
    {
        { Phase: TurnPhase.Speaking } => "speaking",
        { HasFailed: true } => "error",
        { IsAway: true } => "reconnecting",
        { Phase: TurnPhase.Listening } => "listening",
        { Phase: TurnPhase.Thinking } => "thinking",
        { IsStreaming: true, Holder: not HolderKind.None } => "streaming",
        _ => "idle",
    };

    /// <summary>The same for people.</summary>
    public string Words => Word switch
    {
        "speaking" => "Cortex is speaking",
        "error" => "nobody can answer now",
        "reconnecting" => "connecting",
        "listening" => "listening to you",
        "thinking" => "thinking",
        "streaming" => "the microphone is on",
        _ => Holder is HolderKind.None ? "nobody is talking" : "ready",
    };
}
