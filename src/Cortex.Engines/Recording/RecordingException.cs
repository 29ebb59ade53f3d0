namespace Cortex.Engines.Recording;

/// <summary>A recording cannot be read or written: one line that says which file, which line, what is wrong and what to do.</summary>
public sealed class RecordingException : IOException
{
    /// <summary>Makes one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, from 1; 0 for the file as a whole.</param>
    /// <param name="what">What is wrong and what to do, in sentences without the last full stop.</param>
    /// <param name="innerException">What lies beneath, if anything.</param>
    public RecordingException(string path, int line, string what, Exception? innerException = null)
        : base(line > 0 ? $"{path}, line {line}: {what}." : $"{path}: {what}.", innerException)
    {
        Path = path;
        Line = line;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The line, from 1; 0 for the file as a whole.</summary>
    public int Line { get; }
}
