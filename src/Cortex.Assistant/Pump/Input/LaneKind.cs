namespace Cortex.Assistant.Pump;

/// <summary>What travels in the microphone lane.</summary>
internal enum LaneKind
{
    /// <summary>A chunk of sound.</summary>
    Audio,

    /// <summary>The wearer began to speak.</summary>
    ActivityStart,

    /// <summary>The wearer stopped speaking.</summary>
    ActivityEnd,

    /// <summary>The microphone pauses.</summary>
    StreamEnd,

    /// <summary>A recording is over; never leaves the pump.</summary>
    RecordingEnd,
}
