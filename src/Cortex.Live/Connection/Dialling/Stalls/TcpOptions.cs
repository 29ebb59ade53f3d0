using System.Buffers.Binary;
using System.Net.Sockets;

namespace Cortex.Live.Connection;

/// <summary>What the system does about a silent peer, and what it knows of one. Where it has no such thing, nothing.</summary>
internal static class TcpOptions
{
    // linux/tcp.h
    private const int Tcp = 6;
    private const int TcpInfo = 11;
    private const int TcpUserTimeout = 18;
    private const int TcpNotSentLowWatermark = 25;
    private const int InfoRetransmits = 2;
    private const int InfoProbes = 3;
    private const int InfoUnacked = 24;
    private const int InfoLength = 28;

    /// <summary>Keep-alive, and limits for what is not acknowledged and for what is not sent yet.</summary>
    public static void Set(Socket socket, StallPolicy policy)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, (int)policy.KeepAliveAfter.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, (int)policy.KeepAliveEvery.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, policy.KeepAliveCount);
        if (OperatingSystem.IsLinux())
        {
            SetNumber(socket, TcpUserTimeout, (int)policy.Unacknowledged.TotalMilliseconds);

            // Else the system takes megabytes, and sound waits behind pictures where nobody can put it first any more.
            SetNumber(socket, TcpNotSentLowWatermark, policy.Unsent);
        }
    }

    /// <summary>What was sent is not acknowledged, and is being sent again. False where the system does not say.</summary>
    /// <exception cref="SocketException">The socket is broken.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public static bool IsSendingAgain(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        Span<byte> info = stackalloc byte[InfoLength];
        return socket.GetRawSocketOption(Tcp, TcpInfo, info) >= InfoLength
            && ((info[InfoRetransmits] > 0 && BinaryPrimitives.ReadUInt32LittleEndian(info[InfoUnacked..]) > 0)
                // Where this machine's own link is down nothing is under way: it probes. A slow peer's probes are answered, and count none.
                || info[InfoProbes] > 0);
    }

    private static void SetNumber(Socket socket, int option, int value)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(number, value);
        socket.SetRawSocketOption(Tcp, option, number);
    }
}
