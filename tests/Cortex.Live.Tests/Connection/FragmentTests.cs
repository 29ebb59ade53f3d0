using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Cortex.Live.Protocol;
using Cortex.Live.Tests.Session;
using Cortex.Testing;

namespace Cortex.Live.Tests.Connection;

/// <summary>Messages of the server as reference 3 writes them, through the real connection in every kind of pieces.</summary>
public sealed class FragmentTests : IDisposable
{
    private static readonly string[] Messages =
    [
        """
        {
          "serverContent": {
            "modelTurn": {
              "parts": [
                {
                  "inlineData": {
                    "mimeType": "audio/pcm;rate=24000",
                    "data": "AAEC/wD+/v8QIDBA"
                  }
                }
              ]
            }
          }
        }

        """,
        """{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio\/pcm;rate=24000","data":"\u002B\u002F8BAA\u003d\u003d"}}]}}}""",
        """{"serverContent":{"inputTranscription":{"text":" Zażółć gęślą jaźń, 你好 👋"},"outputTranscription":{"text":" ж\u00e9"}}}""",
        """{"toolCall":{"functionCalls":[{"id":"function-call-12345678901234567890","name":"set_lamp","args":{"on":true,"why_so":"\u00e9 {}[]"}}]}}""",
        """{"toolCallCancellation":{"ids":["function-call-12345678901234567890"]}}""",
        """{"goAway":{"timeLeft":"9.500s"}}""",
        """{"sessionResumptionUpdate":{"newHandle":"opaque","resumable":true,"lastConsumedClientMessageIndex":"17"}}""",
        """{"serverContent":{"generationComplete":true}}""",
        """{"serverContent":{"turnComplete":true,"interactionStatus":"IDLE"},"usageMetadata":{"promptTokenCount":270,"totalTokenCount":276,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":12}]}}""",
    ];

    private readonly LiveStage _stage = new();

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Messages.Length)];

    public void Dispose() => _stage.Dispose();

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_message_split_anywhere_and_byte_by_byte_reads_as_the_whole(int number)
    {
        var whole = Encoding.UTF8.GetBytes(Messages[number]);
        var expected = Text(new ServerMessageReader().Read((byte[])whole.Clone()));
        var (conversation, ear, peer) = await _stage.OpenAsync();
        if (number == 4)
        {
            await peer.SendAsync(Messages[3]);
        }

        var already = ear.Messages<ServerMessage>().Count + (number == 4 ? 1 : 0);

        // A call may be asked once only; what is split of it is its bytes, so its id changes with each.
        var splits = number is 3 ? Math.Min(whole.Length, 30) : whole.Length;
        for (var i = 1; i < splits; i++)
        {
            var bytes = number is 3 ? Encoding.UTF8.GetBytes(Messages[3].Replace("67890", $"{i:00000}", StringComparison.Ordinal)) : whole;
            await peer.SendPartAsync(bytes.AsMemory(0, i), last: false, i % 2 == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
            await peer.SendPartAsync(bytes.AsMemory(i), last: true, i % 2 == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
            if (i % 50 == 0)
            {
                await Patience.Until(() => ear.Messages<ServerMessage>().Count >= already + i, "the reader to keep up");
            }
        }

        await peer.SendAsync(whole, fragmentBytes: 1);
        await Patience.Until(() => ear.Messages<ServerMessage>().Count >= already + splits, "all messages");
        await peer.PartAsync(conversation);

        var read = ear.Messages<ServerMessage>().Skip(already).Take(splits).Select(message => number is 3
            ? Text(message).Replace(((ToolCall)message).FunctionCalls[0].Id![^5..], "67890", StringComparison.Ordinal)
            : Text(message));
        Assert.All(read, text => Assert.Equal(expected, text));
        Assert.Empty(ear.Notices<Lost>());
        await ear.DisposeAsync();
    }

    private static string Text(ServerMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageWriter.Write(output, message, indented: true);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
