using System.Buffers;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.App.Bench;

/// <summary>The two operations of the audio path, as a session does them: buffers are reused, the payload is copied out at the end.</summary>
public sealed class CodecWork
{
    private readonly byte[] _chunk = Payload(640);
    private readonly byte[] _sound = new byte[11_520];
    private readonly byte[] _message;
    private readonly byte[] _received;
    private readonly byte[] _spaced;
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly RealtimeInput _input = new();
    private readonly ServerMessageReader _reader = new();

    public CodecWork()
    {
        var part = new Part { InlineData = MediaBytes.FromRaw("audio/pcm;rate=24000", Payload(11_520)) };
        MessageWriter.Write(_output, new ServerContent { ModelTurn = new Content { Parts = [part] } }, indented: true);
        _message = _output.WrittenSpan.ToArray();
        _received = new byte[_message.Length];
        _spaced = new byte[_message.Length + 1];
    }

    /// <summary>The message the server sends for 240 ms of sound, as the real one writes it.</summary>
    public ReadOnlyMemory<byte> Message => _message;

    /// <summary>The 20 ms a client sends.</summary>
    public ReadOnlyMemory<byte> Chunk => _chunk;

    /// <summary>640 bytes of PCM to a message.</summary>
    /// <returns>Its length.</returns>
    public int Encode20Ms()
    {
        _output.ResetWrittenCount();
        _input.Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", _chunk);
        MessageWriter.Write(_output, _input);
        return _output.WrittenCount;
    }

    /// <summary>A message to 11,520 bytes of PCM. The copy stands for the socket, which fills the buffer anew each time.</summary>
    /// <returns>The bytes of PCM.</returns>
    public int Decode240Ms()
    {
        _message.CopyTo(_received, 0);
        var content = (ServerContent)_reader.Read(_received);
        return content.ModelTurn!.Parts[0].InlineData!.Value.CopyTo(_sound);
    }

    /// <summary>The same in a form no server of today sends (white space after the end), which takes the general way.</summary>
    /// <returns>The bytes of PCM.</returns>
    public int Decode240MsGenerally()
    {
        _message.CopyTo(_spaced, 0);
        _spaced[^1] = (byte)' ';
        var content = (ServerContent)_reader.Read(_spaced);
        return content.ModelTurn!.Parts[0].InlineData!.Value.CopyTo(_sound);
    }

    // Not zeros: base64 of zeros would flatter whatever looks for special characters.
    private static byte[] Payload(int length) => [.. Enumerable.Range(0, length).Select(static i => (byte)((i * 73) ^ (i >> 3)))];
}
