namespace Cortex.Media.Camera;

/// <summary>What can be wrong with a camera; each kind is said once until the camera is well again.</summary>
enum CameraFaultKind
{
    /// <summary>Its program ended, for a reason of its own.</summary>
    Ended,

    /// <summary>The program that reads it is not installed.</summary>
    NoProgram,

    /// <summary>It is not there, or was unplugged.</summary>
    NotThere,

    /// <summary>Another program has it.</summary>
    Busy,

    /// <summary>This user may not use it.</summary>
    Forbidden,

    /// <summary>The stream's server does not answer.</summary>
    Unreachable,

    /// <summary>The stream's server answers, and gives no stream.</summary>
    Refused,

    /// <summary>It gives no pictures.</summary>
    Stalled,

    /// <summary>None of its pictures can be used.</summary>
    Damaged,
}
