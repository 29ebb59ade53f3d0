namespace Cortex.App.WebConsole.Messages;

/// <summary>Whether a browser is let in.</summary>
/// <param name="Admitted">It is.</param>
/// <param name="NeedsToken">Something has to be shown.</param>
internal sealed record SignInState(bool Admitted, bool NeedsToken);
