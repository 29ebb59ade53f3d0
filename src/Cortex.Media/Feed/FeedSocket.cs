using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Cortex.Media.Feed;

/// <summary>Makes the feed's socket: for its owner alone, never over anything but a socket that a dead program left.</summary>
static unsafe partial class FeedSocket
{
    const int Backlog = 8;

    /// <exception cref="IOException">It cannot be made; one line that says what to do.</exception>
    public static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (IsSocket(path) && !IsAlive(path))
                File.Delete(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            // Nobody can connect before it listens.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(Backlog);
            return socket;
        }
        catch (Exception fault) when (fault is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            socket.Dispose();
            throw new IOException(Words(path, fault), fault);
        }
    }

    static string Words(string path, Exception fault) => fault switch
    {
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } when IsSocket(path) => $"{path}: another program listens there; end it, or name another feed.socket",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => $"{path}: is there already and no socket; name another feed.socket",
        ArgumentException => $"{path}: is too long for a socket; name a shorter feed.socket",
        _ => $"{path}: no socket can be made there ({fault.Message}); name a feed.socket in a folder that is there and may be written",
    };

    static bool IsAlive(string path)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Where the system cannot be asked nothing is removed.
    static bool IsSocket(string path)
    {
        const int here = -100, noFollow = 0x100, type = 1, modeAt = 28, typeMask = 0xF000, socketType = 0xC000;
        if (!OperatingSystem.IsLinux())
            return false;
        Span<byte> answer = stackalloc byte[256];
        fixed (byte* place = answer)
        {
            return Statx(here, path, noFollow, type, place) == 0 && (BitConverter.ToUInt16(answer[modeAt..]) & typeMask) == socketType;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* answer);
}
