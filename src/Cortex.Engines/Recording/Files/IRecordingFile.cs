namespace Cortex.Engines.Recording.Files;

/// <summary>A recording's file while it is written. One thread at a time.</summary>
internal interface IRecordingFile : IDisposable
{
    /// <summary>Bytes in it, and at most so many more for what waits.</summary>
    long Length { get; }

    /// <summary>Lines wait in memory and would be lost with the process.</summary>
    bool HasWaiting { get; }

    /// <summary>How long lines may wait; zero: for nothing.</summary>
    TimeSpan MostWait { get; }

    /// <summary>Appends a line, its end included.</summary>
    void Append(ReadOnlySpan<byte> line);

    /// <summary>Hands what waits to the system: it survives this process.</summary>
    void Flush();

    /// <summary>Has the system put it on the disk: it survives the power.</summary>
    void Sync();
}
