namespace Cortex.App.WebConsole.Messages;

/// <summary>A setting has changed.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record SettingMessage(string Key, string Value) : ConsoleMessage
{
    public override string Type => "setting";
}
