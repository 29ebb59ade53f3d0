namespace Cortex.Assistant.Commands;

/// <summary>One way to say a command.</summary>
/// <param name="Words">Lower case, in order.</param>
/// <param name="Command">What it orders.</param>
/// <param name="StandsAlone">
/// Too short to be an order inside a longer sentence: "a camera on the wall". It counts only where nothing but courtesy is around it.
/// </param>
/// <param name="MayBeAsked">It is meant as a question too: "are you there?"</param>
internal sealed record CommandPhrase(string[] Words, WearerCommand Command, bool StandsAlone, bool MayBeAsked = false);
