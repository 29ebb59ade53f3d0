namespace Cortex.App.Reporting;

/// <summary>What happened at one moment, by how it is drawn.</summary>
internal enum MarkKind
{
    /// <summary>A picture went out.</summary>
    Picture,

    /// <summary>The connection or who answers changed.</summary>
    Change,

    /// <summary>Something looks wrong.</summary>
    Trouble,
}
