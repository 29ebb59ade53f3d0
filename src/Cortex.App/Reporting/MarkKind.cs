namespace Cortex.App.Reporting;

/// <summary>What happened at one moment, by how it is drawn.</summary>
internal enum MarkKind
{
    /// <summary>A picture went out.</summary>
    Picture,

    /// <summary>The connection, a device, or who answers changed.</summary>
    Change,

    /// <summary>This device decided something: who answers, what an order means, what a sound during an answer is.</summary>
    Decision,

    /// <summary>Something looks wrong.</summary>
    Trouble,
}
