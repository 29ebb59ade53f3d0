using Cortex.Assistant.Pump;

namespace Cortex.App.Run;

/// <summary>The hands-free loop, as its terminal sees it. Any thread.</summary>
internal interface IHandsFree
{
    /// <summary>Where it stands.</summary>
    PumpStatus Status { get; }

    /// <summary>The microphone is off.</summary>
    bool IsMuted { get; set; }

    /// <summary>There is a camera, on or off.</summary>
    bool HasCamera { get; }

    /// <summary>The camera is off.</summary>
    bool IsCameraOff { get; set; }

    /// <summary>The loudest since the last look, in dBFS.</summary>
    (double MicrophoneDb, double SpeakerDb) TakeLevels();

    /// <summary>Silences the answer and drops the rest of it.</summary>
    void StopAnswer();

    /// <summary>Plays the last answer again.</summary>
    /// <returns>False: there is none.</returns>
    bool Repeat();
}
