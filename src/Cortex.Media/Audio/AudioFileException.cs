namespace Cortex.Media.Audio;

/// <summary>A sound file cannot be used. The message is one line: what, where, and what to do.</summary>
public sealed class AudioFileException : IOException
{
    /// <summary>Without a message.</summary>
    public AudioFileException()
    {
    }

    /// <summary>With the line people see.</summary>
    public AudioFileException(string message)
        : base(message)
    {
    }

    /// <summary>With the line people see and what led to it.</summary>
    public AudioFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
