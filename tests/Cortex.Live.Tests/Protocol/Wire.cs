using System.Buffers;
using System.Text;
using System.Text.Json;
using Cortex.Live.Protocol;

namespace Cortex.Live.Tests.Protocol;

/// <summary>Messages to text and back, for tests.</summary>
static class Wire
{
    public static ClientMessage Client(string json) => new ClientMessageReader().Read(Encoding.UTF8.GetBytes(json));

    public static T Client<T>(string json) where T : ClientMessage => Assert.IsType<T>(Client(json));

    public static ServerMessage Server(string json) => new ServerMessageReader().Read(Encoding.UTF8.GetBytes(json));

    public static T Server<T>(string json) where T : ServerMessage => Assert.IsType<T>(Server(json));

    public static string Text(ClientMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageWriter.Write(output, message);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string Text(ServerMessage message, bool indented)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageWriter.Write(output, message, indented);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static ProtocolException Refusal(string json) => Assert.Throws<ProtocolException>(() => Client(json));

    public static void AssertSameJson(string expected, string actual)
    {
        var (left, right) = (JsonElement.Parse(expected), JsonElement.Parse(actual));
        Assert.True(JsonElement.DeepEquals(left, right), $"expected {expected}\nfound    {actual}");
    }
}
