using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace Cortex.Server.Endpoint;

/// <summary>Which exceptions only say that the other end is gone, or that we are leaving.</summary>
internal static class Peer
{
    public static bool IsGone(Exception exception) =>
        exception is WebSocketException or IOException or OperationCanceledException or ConnectionAbortedException or ConnectionResetException
            or ObjectDisposedException;
}
