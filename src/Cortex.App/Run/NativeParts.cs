using Cortex.Assistant.Engine;
using Cortex.Assistant.Pump;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Camera;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Run;

/// <summary>What the conversation of this machine's devices is made of.</summary>
internal sealed record NativeParts
{
    public required RunRequest Request { get; init; }

    /// <summary>What answers, and what may be around it.</summary>
    public required ILiveEngine Engine { get; init; }

    /// <summary>Who takes orders.</summary>
    public required AssistantEngine Assistant { get; init; }

    public required Setup Setup { get; init; }

    /// <summary>What is seen; null: nothing. Disposed by its owner.</summary>
    public required IFrameSource? Camera { get; init; }

    /// <summary>How the pump behaves.</summary>
    public required PumpOptions Options { get; init; }

    /// <summary>Opens microphone and loudspeaker anew, after a page had the conversation.</summary>
    public required Func<Task<RunSound>> OpenSoundAsync { get; init; }

    /// <summary>The eye's side.</summary>
    public required Action<string> Note { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
