namespace Cortex.App.Configuration;

/// <summary>Where this program keeps what outlives it: <c>$XDG_STATE_HOME/cortex</c>, usually <c>~/.local/state/cortex</c>.</summary>
internal static class StateFolder
{
    /// <summary>The folder; made by whoever writes first, for its owner alone.</summary>
    public static string Usual =>
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state && Path.IsPathRooted(state)
                ? state
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
            "cortex");

    /// <summary>A file in it.</summary>
    public static string File(string name) => Path.Combine(Usual, name);
}
