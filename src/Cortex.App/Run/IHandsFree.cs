using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;

namespace Cortex.App.Run;

/// <summary>The hands-free loop, as its terminal sees it. Any thread.</summary>
internal interface IHandsFree
{
    /// <summary>Where it stands.</summary>
    PumpStatus Status { get; }

    /// <summary>The microphone is off.</summary>
    bool IsMuted { get; }

    /// <summary>There is a camera, on or off.</summary>
    bool HasCamera { get; }

    /// <summary>The camera is off.</summary>
    bool IsCameraOff { get; }

    /// <summary>The loudest since the last look, in dBFS.</summary>
    (double MicrophoneDb, double SpeakerDb) TakeLevels();

    /// <summary>Gives an order; what comes of it is told by the pump's events.</summary>
    /// <param name="command">The order.</param>
    /// <param name="source"><c>key</c> or <c>button</c>.</param>
    void Order(WearerCommand command, string source);
}
