using System.Runtime.InteropServices;

namespace Cortex.Media.Feed;

/// <summary>Which socket it is that stands at a path: another one made there later is not the same.</summary>
readonly unsafe partial record struct SocketFile(uint Major, uint Minor, ulong Inode)
{
    /// <returns>Null: no socket is there, or this system cannot be asked.</returns>
    public static SocketFile? At(string path)
    {
        const int here = -100, noFollow = 0x100, typeAndInode = 0x101, modeAt = 28, inodeAt = 32, majorAt = 136, minorAt = 140;
        const int typeMask = 0xF000, socketType = 0xC000;
        if (!OperatingSystem.IsLinux())
            return null;
        Span<byte> answer = stackalloc byte[256];
        fixed (byte* place = answer)
        {
            return Statx(here, path, noFollow, typeAndInode, place) == 0 && (BitConverter.ToUInt16(answer[modeAt..]) & typeMask) == socketType
                ? new(BitConverter.ToUInt32(answer[majorAt..]), BitConverter.ToUInt32(answer[minorAt..]), BitConverter.ToUInt64(answer[inodeAt..]))
                : null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* answer);
}
