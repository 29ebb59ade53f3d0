using System.Buffers;
using System.Text;
using Cortex.Live.Protocol;

namespace Cortex.Live.Tests.Protocol;

/// <summary>The audio path allocates nothing once it is warm, whatever the other side's form.</summary>
public sealed class AllocationTests
{
    const int Rounds = 200;
    static readonly byte[] Sound20Ms = [.. Enumerable.Range(0, 640).Select(i => (byte)(i * 37))];
    static readonly byte[] Sound240Ms = [.. Enumerable.Range(0, 11_520).Select(i => (byte)(i * 37))];
    static readonly byte[] Picture = [.. Enumerable.Range(0, 30_000).Select(i => (byte)(i * 37))];

    readonly ArrayBufferWriter<byte> _output = new(64 * 1024);

    [Fact]
    public void Encoding_20_ms_of_audio_allocates_nothing()
    {
        var input = new RealtimeInput();
        AssertFree(() =>
        {
            _output.ResetWrittenCount();
            input.Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", Sound20Ms);
            MessageWriter.Write(_output, input);
        });
    }

    [Fact]
    public void Encoding_a_picture_of_30_KB_allocates_nothing()
    {
        var input = new RealtimeInput();
        AssertFree(() =>
        {
            _output.ResetWrittenCount();
            input.Video = MediaBytes.FromRaw("image/jpeg", Picture);
            MessageWriter.Write(_output, input);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Encoding_240_ms_for_a_client_allocates_nothing(bool indented)
    {
        var part = new Part();
        var content = new ServerContent { ModelTurn = new Content { Parts = [part] } };
        AssertFree(() =>
        {
            _output.ResetWrittenCount();
            part.InlineData = MediaBytes.FromRaw("audio/pcm;rate=24000", Sound240Ms);
            MessageWriter.Write(_output, content, indented);
        });
    }

    // With a role the message is not of the usual form and takes the general way.
    [Theory]
    [InlineData("")]
    [InlineData("model")]
    public void Decoding_240_ms_of_audio_allocates_nothing(string role)
    {
        var message = AudioPart(role);
        var copy = new byte[message.Length];
        var sound = new byte[Sound240Ms.Length];
        var reader = new ServerMessageReader();
        AssertFree(() =>
        {
            message.CopyTo(copy, 0);
            var content = (ServerContent)reader.Read(copy);
            content.ModelTurn!.Parts[0].InlineData!.Value.CopyTo(sound);
        });
        Assert.Equal(Sound240Ms, sound);
    }

    [Fact]
    public void Decoding_audio_with_escapes_allocates_nothing()
    {
        var escaped = Encoding.UTF8.GetString(AudioPart("")).Replace("+", "\\u002B", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);
        var message = Encoding.UTF8.GetBytes(escaped);
        var copy = new byte[message.Length];
        var reader = new ServerMessageReader();
        AssertFree(() =>
        {
            message.CopyTo(copy, 0);
            reader.Read(copy);
        });
    }

    [Theory]
    [InlineData("audio", true)]
    [InlineData("video", false)]
    public void A_server_reads_a_client_s_media_without_allocating(string field, bool snakeCase)
    {
        var data = Convert.ToBase64String(field == "audio" ? Sound20Ms : Picture);
        var name = snakeCase ? "realtime_input" : "realtimeInput";
        var text = $"{{\"{name}\":{{\"{field}\":{{\"mimeType\":\"audio/pcm;rate=16000\",\"data\":\"{data}\"}}}}}}";
        var message = Encoding.UTF8.GetBytes(text);
        var copy = new byte[message.Length];
        var reader = new ClientMessageReader();
        AssertFree(() =>
        {
            message.CopyTo(copy, 0);
            reader.Read(copy);
        });
    }

    static byte[] AudioPart(string role)
    {
        var part = new Part { InlineData = MediaBytes.FromRaw("audio/pcm;rate=24000", Sound240Ms) };
        var content = new ServerContent { ModelTurn = new Content { Role = role.Length > 0 ? role : null, Parts = [part] } };
        return Encoding.UTF8.GetBytes(Wire.Text(content, indented: true));
    }

    static void AssertFree(Action round)
    {
        for (var i = 0; i < Rounds; i++)
        {
            round();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            round();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
