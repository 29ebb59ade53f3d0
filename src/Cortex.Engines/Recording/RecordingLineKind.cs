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

    /// <summary>Lines were lost here, because the disk was too slow.</summary>
    Lost,

    /// <summary>The recording stopped before the conversation did.</summary>
    End,
}
