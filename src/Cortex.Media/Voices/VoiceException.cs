namespace Cortex.Media.Voices;

/// <summary>A voice failed to speak. The message is one line: what, where, and what to do.</summary>
public sealed class VoiceException : IOException
{
    /// <summary>Without a message.</summary>
    public VoiceException()
    {
    }

    /// <summary>With the line people see.</summary>
    public VoiceException(string message)
        : base(message)
    {
    }

    /// <summary>With the line people see and what led to it.</summary>
    public VoiceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
