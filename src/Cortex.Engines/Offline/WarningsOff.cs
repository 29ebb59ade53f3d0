namespace Cortex.Engines.Offline;

/// <summary>Why nobody warns.</summary>
public enum WarningsOff
{
    /// <summary>There is no model on this device.</summary>
    NoModel,

    /// <summary>There is one, and it cannot be used.</summary>
    BrokenModel,
}
