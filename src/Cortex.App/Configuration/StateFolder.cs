namespace Cortex.App.Configuration;

/// <summary>Where this program keeps what outlives it: <c>$XDG_STATE_HOME/cortex</c>, usually <c>~/.local/state/cortex</c>.</summary>
internal static class StateFolder
{
    /// <summary>A file in it; the folder is made by whoever writes first.</summary>
    public static string File(string name)
    {
        var home = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state && Path.IsPathRooted(state)
            ? state
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(home, "cortex", name);
    }
}
