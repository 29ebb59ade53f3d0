using System.Net.Sockets;
using System.Text;

namespace Cortex.App.Run;

/// <summary>The socket on which a service tells systemd how it stands (sd_notify(3)). What cannot be told is left out: it is only advice.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _address;

    private NotifySocket(UnixDomainSocketEndPoint address) => _address = address;

    /// <summary>Opens it.</summary>
    /// <param name="address">A path, or a name after <c>@</c> that no file has; null or anything else: there is none.</param>
    public static NotifySocket? Open(string? address)
    {
        if (address is not ['/' or '@', _, ..])
        {
            return null;
        }

        try
        {
            return new NotifySocket(new UnixDomainSocketEndPoint(address[0] is '@' ? '\0' + address[1..] : address));
        }
        catch (Exception unusable) when (unusable is ArgumentException or SocketException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Tells it, without waiting for anybody.</summary>
    /// <param name="news">Assignments, one a line.</param>
    public void Tell(string news)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(news), SocketFlags.None, _address);
        }
        catch (Exception untold) when (untold is SocketException or ObjectDisposedException)
        {
            // Nobody listens: then nobody waits for it either.
        }
    }

    public void Dispose() => _socket.Dispose();
}
