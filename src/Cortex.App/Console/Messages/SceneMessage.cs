namespace Cortex.App.WebConsole.Messages;

/// <summary>What this device recognises in the newest picture.</summary>
/// <param name="Width">Of the picture; 0: unknown.</param>
/// <param name="Height">Of the picture; 0: unknown.</param>
/// <param name="Objects">The things.</param>
internal sealed record SceneMessage(int Width, int Height, IReadOnlyList<SceneThing> Objects) : ConsoleMessage
{
    public override string Type => "scene";
}
