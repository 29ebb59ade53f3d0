namespace Cortex.Server.Faults;

/// <summary>A fault plan cannot be read. The message is one line: what, where, and what was expected.</summary>
public sealed class FaultPlanException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="source">The file, or what stands for it.</param>
    /// <param name="line">From 1; 0 where the file could not be opened.</param>
    /// <param name="column">From 1, in bytes; 0 where the file could not be opened.</param>
    /// <param name="what">What is wrong, what was expected.</param>
    /// <param name="innerException">What lies beneath, if anything.</param>
    public FaultPlanException(string source, int line, int column, string what, Exception? innerException = null)
        : base(line > 0 ? FormattableString.Invariant($"{source}({line},{column}): {what}") : $"{source}: {what}", innerException)
    {
        (Line, Column) = (line, column);
    }

    /// <summary>From 1; 0 where the file could not be opened.</summary>
    public int Line { get; }

    /// <summary>From 1, in bytes; 0 where the file could not be opened.</summary>
    public int Column { get; }
}
