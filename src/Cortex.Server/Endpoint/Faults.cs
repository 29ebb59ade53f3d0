using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace Cortex.Server.Endpoint;

/// <summary>Which exceptions only say that the other end is gone, or that we are leaving.</summary>
internal static class Faults
{
    public static bool IsPeerGone(Exception exception) =>
        exception is WebSocketException or IOException or OperationCanceledException or ConnectionAbortedException or ConnectionResetException
            or ObjectDisposedException;
}
