namespace Cortex.Live;

/// <summary>Who said it.</summary>
public enum HistoryRole
{
    /// <summary>The wearer.</summary>
    User,

    /// <summary>The model.</summary>
    Model,
}
