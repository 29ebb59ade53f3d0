namespace Cortex.Media.Onnx;

/// <summary>A model file cannot be used. The message is one line: what, where, and what to do.</summary>
public sealed class OnnxException : IOException
{
    /// <summary>Without a message.</summary>
    public OnnxException()
    {
    }

    /// <summary>With the line people see.</summary>
    public OnnxException(string message)
        : base(message)
    {
    }

    /// <summary>With the line people see and what led to it.</summary>
    public OnnxException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
