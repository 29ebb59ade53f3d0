namespace Cortex.Media.Devices;

/// <summary>A microphone or loudspeaker cannot be used, or no longer. The message is one line: which, why, and what to do.</summary>
public sealed class AudioDeviceException : IOException
{
    /// <summary>Without a message.</summary>
    public AudioDeviceException()
    {
    }

    /// <summary>With the line people see.</summary>
    public AudioDeviceException(string message)
        : base(message)
    {
    }

    /// <summary>With the line people see and what led to it.</summary>
    public AudioDeviceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
