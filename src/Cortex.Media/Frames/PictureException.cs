namespace Cortex.Media.Frames;

/// <summary>A picture cannot be used. The message is one line: which picture, what is wrong with it, what to do.</summary>
public sealed class PictureException : IOException
{
    /// <summary>Makes one.</summary>
    /// <param name="where">Which picture: a path, or words like <c>the picture</c>.</param>
    /// <param name="what">What is wrong, following "<paramref name="where"/>: ".</param>
    /// <param name="advice">What to do, a sentence without its full stop.</param>
    /// <param name="innerException">What lies beneath, if anything.</param>
    public PictureException(string where, string what, string advice, Exception? innerException = null)
        : base($"{where}: {what}. {advice}.", innerException) => Where = where;

    /// <summary>Which picture.</summary>
    public string Where { get; }
}
