using System.Runtime.InteropServices;

namespace Cortex.Media.Onnx;

/// <summary>
/// The runtime reports home from Linux unless this variable stands in the process's real environment before its first use. Setting it
/// through .NET does not reach native code, and the runtime's own switch comes too late.
/// </summary>
internal static partial class OnnxTelemetry
{
    /// <summary>The variable.</summary>
    public const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Switches it off for this process; may be called again.</summary>
    public static void SwitchOff()
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
        else if (SetEnv(Variable, "1", overwrite: 1) != 0)
        {
            throw new InvalidOperationException($"{Variable} could not be set, and models are not run with telemetry on");
        }
    }

    /// <summary>The variable as native code sees it.</summary>
    public static string? Seen() => Marshal.PtrToStringUTF8(GetEnv(Variable));

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial IntPtr GetEnv(string name);
}
