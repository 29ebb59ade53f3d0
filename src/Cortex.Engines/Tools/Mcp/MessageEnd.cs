namespace Cortex.Engines.Tools;

/// <summary>What ends a message in a stream.</summary>
internal enum MessageEnd
{
    /// <summary>The end of a line.</summary>
    Line,

    /// <summary>An empty line, as in an event stream.</summary>
    EmptyLine,

    /// <summary>The end of the stream.</summary>
    Stream,
}
