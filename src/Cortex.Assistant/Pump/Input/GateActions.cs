namespace Cortex.Assistant.Pump;

/// <summary>What becomes of a chunk, in this order: start, pre-roll, the chunk, end, pause.</summary>
[Flags]
internal enum GateActions
{
    /// <summary>Keep the chunk for a pre-roll.</summary>
    None = 0,

    /// <summary>Mark the start of activity.</summary>
    Start = 1,

    /// <summary>Send what was kept from the pre-roll on.</summary>
    PreRoll = 2,

    /// <summary>Send the chunk.</summary>
    Send = 4,

    /// <summary>Mark the end of activity.</summary>
    End = 8,

    /// <summary>Tell that the microphone pauses.</summary>
    Pause = 16,

    /// <summary>Forget the chunk, and what was kept before it.</summary>
    Forget = 32,
}
