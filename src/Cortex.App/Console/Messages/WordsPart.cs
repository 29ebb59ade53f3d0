namespace Cortex.App.WebConsole.Messages;

/// <summary>One side's words.</summary>
/// <param name="Turn">The turn; 0: from before this program began.</param>
/// <param name="Id">The turn, among those of all conversations.</param>
/// <param name="Role">user, model, or order: what was ordered without words, such as by a key.</param>
/// <param name="Text">The words that were understood, or heard.</param>
/// <param name="Interrupted">The model was cut here.</param>
/// <param name="Unheard">What of the answer was never heard; null: all was, or nobody knows.</param>
internal sealed record WordsPart(int Turn, string Id, string Role, string Text, bool Interrupted, string? Unheard = null);
