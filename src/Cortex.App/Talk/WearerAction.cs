namespace Cortex.App.Talk;

/// <summary>One question from the command line, in the order given there: a recording or typed words.</summary>
/// <param name="Recording">A sound file, or null.</param>
/// <param name="Text">Typed words, or null.</param>
internal sealed record WearerAction(string? Recording, string? Text);
