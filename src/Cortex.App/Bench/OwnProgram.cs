using System.Diagnostics;

namespace Cortex.App.Bench;

/// <summary>This very program, once more.</summary>
internal static class OwnProgram
{
    /// <summary>How to start it, with its output to be read.</summary>
    public static ProcessStartInfo StartInfo(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "cortex.dll"));
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
