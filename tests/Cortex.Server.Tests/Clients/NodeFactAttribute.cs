using System.Runtime.CompilerServices;

namespace Cortex.Server.Tests.Clients;

/// <summary>A test that needs Node and npm: skipped where they are missing, except in CI, where it must run.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public static bool IsCi => Environment.GetEnvironmentVariable("CI") is "true";

    public NodeFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!IsCi && Programs.Missing("node", "npm") is { } missing)
        {
            Skip = $"{missing} is not installed: apt install nodejs npm";
        }
    }
}
