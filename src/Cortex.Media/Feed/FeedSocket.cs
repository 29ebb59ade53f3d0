using System.Net.Sockets;

namespace Cortex.Media.Feed;

/// <summary>
/// The feed's socket: for its owner alone, never over anything but a socket that a dead program left, and removed at the end where it
/// is still the one that was made.
/// </summary>
sealed class FeedSocket : IDisposable
{
    const int Backlog = 8;
    readonly string _path;
    readonly SocketFile? _file;

    FeedSocket(string path, Socket listener, SocketFile? file) => (_path, Listener, _file) = (path, listener, file);

    /// <summary>Accepts producers; this object's own.</summary>
    public Socket Listener { get; }

    /// <exception cref="IOException">It cannot be made; one line that says what to do.</exception>
    public static FeedSocket Listen(string path)
    {
        Socket? socket = null;
        try
        {
            socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            // Where the system cannot be asked nothing is removed.
            if (SocketFile.At(path) is not null && !IsAlive(path))
                File.Delete(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            // Nobody can connect before it listens.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(Backlog);
            var file = SocketFile.At(path);
            return new(path, file is null ? socket : WithoutPath(socket), file);
        }
        catch (Exception fault) when (fault is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            socket?.Dispose();
            throw new IOException(Words(path, fault), fault);
        }
    }

    /// <summary>Listens no more, and removes the socket.</summary>
    public void Dispose()
    {
        // While it listens no other can be made with the same number.
        if (_file is not null && SocketFile.At(_path) == _file)
        {
            try
            {
                File.Delete(_path);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // The next start takes it over.
            }
        }

        Listener.Dispose();
    }

    // The runtime removes whatever stands at the path that it bound, also another program's: it is given the same socket without one.
    static Socket WithoutPath(Socket bound)
    {
        var listener = new Socket(bound.SafeHandle);
#pragma warning disable CA1816 // Its end would remove the path; the handle lives on in the other.
        GC.SuppressFinalize(bound);
#pragma warning restore CA1816
        return listener;
    }

    static string Words(string path, Exception fault) => fault switch
    {
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } when SocketFile.At(path) is not null => $"{path}: another program listens there; end it, or name another feed.socket",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => $"{path}: is there already and no socket; name another feed.socket",
        ArgumentException => $"{path}: is too long for a socket; name a shorter feed.socket",
        _ when Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder) => $"{path}: no socket can be made there, the folder {folder} does not exist; make it, or name another feed.socket",
        _ => $"{path}: no socket can be made there ({fault.Message}); name a feed.socket in a folder that is there and may be written",
    };

    // Dead is only what nobody has open any more. A socket of another kind, one of another owner, one that is too busy to answer: all live.
    static bool IsAlive(string path)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode is not SocketError.ConnectionRefused;
        }
    }
}
