namespace Cortex.Live.Connection;

/// <summary>Bytes of a WebSocket frame on the wire (RFC 6455, 5.2).</summary>
internal static class FrameSize
{
    private const int Mask = 4;

    /// <summary>A client's frame, which is masked.</summary>
    public static int Up(int payload) => Down(payload) + Mask;

    /// <summary>A server's frame. What came in several fragments is counted as one: the socket does not tell.</summary>
    public static int Down(int payload) => payload + (payload < 126 ? 2 : payload < 65536 ? 4 : 10);
}
