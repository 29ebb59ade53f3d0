using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Cortex.EndToEnd.Program;

/// <summary>A server that does what no good one does: it answers with the bytes it is given, on every connection.</summary>
internal sealed class StubServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<NetworkStream, string, Task> _answer;
    private int _connections;

    /// <param name="answer">Gets the connection and the request's head.</param>
    public StubServer(Func<NetworkStream, string, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>A server that accepts the setup and then sends these frames.</summary>
    public static StubServer Live(params byte[][] frames) => new(async (stream, head) =>
    {
        await UpgradeAsync(stream, head);
        await stream.WriteAsync(Frame(2, "{\"setupComplete\":{}}"u8));
        await UntilAskedAsync(stream);
        foreach (var frame in frames)
        {
            await stream.WriteAsync(frame);
        }

        await stream.CopyToAsync(Stream.Null);
    });

    /// <summary>A server that answers the connection with this frame instead of the setup's acceptance.</summary>
    public static StubServer Refusing(byte[] frame) => new(async (stream, head) =>
    {
        await UpgradeAsync(stream, head);
        await stream.WriteAsync(frame);
        await stream.CopyToAsync(Stream.Null);
    });

    /// <summary>One frame of a server: no mask.</summary>
    public static byte[] Frame(int kind, ReadOnlySpan<byte> payload) =>
        payload.Length < 126
            ? [(byte)(0x80 | kind), (byte)payload.Length, .. payload]
            : [(byte)(0x80 | kind), 126, (byte)(payload.Length >> 8), (byte)payload.Length, .. payload];

    public static byte[] Message(string json) => Frame(2, Encoding.UTF8.GetBytes(json));

    /// <summary>Sound that can be heard, as a part of an answer.</summary>
    public static byte[] Sound(int milliseconds)
    {
        var pcm = new byte[48 * milliseconds];
        Array.Fill(pcm, (byte)0x10);
        return Message("""{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":" """.TrimEnd() + Convert.ToBase64String(pcm) + "\"}}]}}}");
    }

    public void Dispose() => _listener.Dispose();

    private static async Task UpgradeAsync(NetworkStream stream, string head)
    {
        var key = head.Split('\n').First(static line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
#pragma warning disable CA5350 // The handshake of RFC 6455 asks for it.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
    }

    // A frame of a client: its length in one of three forms, a mask, and what the mask hides. The setup has no such words.
    private static async Task UntilAskedAsync(NetworkStream stream)
    {
        var head = new byte[8];
        while (true)
        {
            await stream.ReadExactlyAsync(head.AsMemory(0, 2));
            var length = (head[1] & 0x7F) switch
            {
                126 => await ReadNumberAsync(stream, head, 2),
                127 => await ReadNumberAsync(stream, head, 8),
                var few => few,
            };
            await stream.ReadExactlyAsync(head.AsMemory(0, 4));
            var payload = new byte[length];
            await stream.ReadExactlyAsync(payload);
            for (var index = 0; index < payload.Length; index++)
            {
                payload[index] ^= head[index % 4];
            }

            var message = Encoding.UTF8.GetString(payload);
            if (message.StartsWith("""{"realtimeInput":{"text":""", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private static async Task<int> ReadNumberAsync(NetworkStream stream, byte[] buffer, int bytes)
    {
        await stream.ReadExactlyAsync(buffer.AsMemory(0, bytes));
        return buffer.AsSpan(0, bytes).ToArray().Aggregate(0, static (number, next) => checked((number << 8) | next));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = ServeAsync(client);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = "";
                var buffer = new byte[4096];
                while (!head.Contains("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) is > 0 and var count)
                {
                    head += Encoding.ASCII.GetString(buffer, 0, count);
                }

                // A look at whether anybody answers is no connection.
                if (head.Length > 0)
                {
                    Interlocked.Increment(ref _connections);
                    await _answer(stream, head);
                }
            }
            catch (IOException)
            {
                // The client left.
            }
        }
    }
}
