namespace Cortex.Live;

/// <summary>Something is not as asked for, and the conversation goes on.</summary>
/// <param name="Text">One sentence that says what, and what to do.</param>
public sealed record Warned(string Text) : Notice;
