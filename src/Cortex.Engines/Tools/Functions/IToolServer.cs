namespace Cortex.Engines.Tools;

/// <summary>Somebody who offers tools from outside this program, now or later. Any thread; nothing here waits.</summary>
public interface IToolServer
{
    /// <summary>Its name in the settings: letters, digits, <c>_</c> and <c>-</c>.</summary>
    string Name { get; }

    /// <summary>What it last said it offers; empty before it has said so.</summary>
    IReadOnlyList<ServedTool> Tools { get; }

    /// <summary>Why it cannot be asked now, in a few words; null: it can.</summary>
    string? Absence { get; }
}
