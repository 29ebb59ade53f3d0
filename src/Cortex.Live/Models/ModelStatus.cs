namespace Cortex.Live.Models;

/// <summary>Whether a model can be counted on (reference section 0 and 5).</summary>
public enum ModelStatus
{
    /// <summary>Offered, with no end announced.</summary>
    Current,

    /// <summary>Its end was announced; it may be gone any day.</summary>
    Legacy,

    /// <summary>Shut down: the server closes with 1008.</summary>
    Retired,

    /// <summary>Not in the table; treated with care.</summary>
    Unknown,
}
