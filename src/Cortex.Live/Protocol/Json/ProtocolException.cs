namespace Cortex.Live.Protocol;

/// <summary>A message that cannot be read: what was wrong, and where.</summary>
public sealed class ProtocolException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ProtocolException(ProtocolFault fault, string path, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Fault = fault;
        Path = path;
    }

    /// <summary>What was wrong.</summary>
    public ProtocolFault Fault { get; }

    /// <summary>Where, as the API writes it: <c>setup.generation_config</c>; empty for the whole message.</summary>
    public string Path { get; }

    /// <summary>The unknown or duplicate name, where that is the fault.</summary>
    public string? Name { get; init; }
}
