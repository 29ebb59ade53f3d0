namespace Cortex.Engines.Recording;

/// <summary>What a line of a recording tells.</summary>
public enum RecordingLineKind
{
    /// <summary>A message to the engine.</summary>
    Up,

    /// <summary>A message from the engine.</summary>
    Down,

    /// <summary>A notice of the engine.</summary>
    Notice,

    /// <summary>Something of this device that never crosses the seam: a turn's account, a device, what was heard.</summary>
    Event,

    /// <summary>Lines were lost here, because the disk was too slow.</summary>
    Lost,

    /// <summary>This file stopped before the conversation did.</summary>
    End,
}
