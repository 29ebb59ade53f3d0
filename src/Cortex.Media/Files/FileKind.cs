using System.Runtime.InteropServices;

namespace Cortex.Media.Files;

/// <summary>Tells by the system what a path is before it is opened: opening a pipe waits for whoever writes into it, without a limit.</summary>
static unsafe partial class FileKind
{
    /// <summary>What a path is where it is there and neither a file nor a folder; links are followed.</summary>
    /// <returns>A word that follows "is ", such as <c>a pipe</c>; null: a file, a folder, not there, or the system cannot be asked.</returns>
    public static string? Other(string path)
    {
        const int here = -100, follow = 0, type = 1, modeAt = 28, typeMask = 0xF000;
        if (!OperatingSystem.IsLinux())
            return null;
        Span<byte> answer = stackalloc byte[256];
        fixed (byte* place = answer)
        {
            if (Statx(here, path, follow, type, place) != 0)
                return null;
        }

        return (BitConverter.ToUInt16(answer[modeAt..]) & typeMask) switch
        {
            0x1000 => "a pipe",
            0x2000 or 0x6000 => "a device",
            0xC000 => "a socket",
            _ => null,
        };
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* answer);
}
