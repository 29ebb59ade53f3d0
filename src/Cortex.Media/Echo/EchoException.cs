namespace Cortex.Media.Echo;

/// <summary>An echo canceller cannot be had here; the message says why and what to do.</summary>
public sealed class EchoException : Exception
{
    /// <summary>Without a message.</summary>
    public EchoException()
    {
    }

    /// <summary>With what to do.</summary>
    public EchoException(string message)
        : base(message)
    {
    }

    /// <summary>With what to do, and the cause.</summary>
    public EchoException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
