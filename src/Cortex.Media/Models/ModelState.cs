namespace Cortex.Media.Models;

/// <summary>How much of a model is on this machine.</summary>
public enum ModelState
{
    /// <summary>Nothing.</summary>
    Absent,

    /// <summary>Some files, or a part of one: pulling goes on where it stopped.</summary>
    Partial,

    /// <summary>All of it.</summary>
    Present,
}
