namespace Cortex.Media.Models;

/// <summary>A model could not be pulled. The message is one line: what, where, and what to do.</summary>
public sealed class ModelException : IOException
{
    /// <summary>Without a message.</summary>
    public ModelException()
    {
    }

    /// <summary>With the line people see.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>With the line people see and what led to it.</summary>
    public ModelException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
