namespace Cortex.Live.Protocol;

/// <summary>An error as a message; rare, errors are usually close frames (reference section 3).</summary>
public sealed class ServerError : ServerMessage
{
    /// <summary>HTTP-like number.</summary>
    public int? Code { get; init; }

    /// <summary>What happened.</summary>
    public string? Message { get; init; }

    /// <summary>For example <c>INVALID_ARGUMENT</c>.</summary>
    public string? Status { get; init; }
}
