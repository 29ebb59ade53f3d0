namespace Cortex.App.WebConsole.Messages;

/// <summary>The devices of whoever holds the conversation, by name; null: there is none.</summary>
/// <param name="Microphone">What is heard.</param>
/// <param name="Speaker">Where answers sound.</param>
/// <param name="Camera">What is seen.</param>
internal sealed record DevicesPart(string? Microphone, string? Speaker, string? Camera);
