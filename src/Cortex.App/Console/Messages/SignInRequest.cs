namespace Cortex.App.WebConsole.Messages;

/// <summary>What a browser shows to be let in: one of both.</summary>
/// <param name="Token">The token.</param>
/// <param name="Code">A pairing code.</param>
internal sealed record SignInRequest(string? Token, string? Code);
