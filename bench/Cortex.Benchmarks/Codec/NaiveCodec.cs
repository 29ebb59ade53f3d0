using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cortex.App.Bench;

namespace Cortex.Benchmarks.Codec;

/// <summary>The baseline: records, a serializer and strings, as one would write it first. Its metadata is source-generated too.</summary>
public sealed class NaiveCodec
{
    readonly byte[] _chunk;
    readonly byte[] _message;

    public NaiveCodec(CodecWork work)
    {
        _chunk = work.Chunk.ToArray();
        _message = work.Message.ToArray();
    }

    public int Encode20Ms()
    {
        var message = new Input(new Realtime(new Blob("audio/pcm;rate=16000", Convert.ToBase64String(_chunk))));
        var json = JsonSerializer.Serialize(message, NaiveJson.Default.Input);
        return Encoding.UTF8.GetBytes(json).Length;
    }

    public int Decode240Ms()
    {
        var json = Encoding.UTF8.GetString(_message);
        var message = JsonSerializer.Deserialize(json, NaiveJson.Default.Output)!;
        return Convert.FromBase64String(message.ServerContent.ModelTurn.Parts[0].InlineData.Data).Length;
    }
}

sealed record Blob(string MimeType, string Data);

sealed record Realtime(Blob Audio);

sealed record Input(Realtime RealtimeInput);

sealed record BlobPart(Blob InlineData);

sealed record Turn(BlobPart[] Parts);

sealed record Answer(Turn ModelTurn);

sealed record Output(Answer ServerContent);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Input))]
[JsonSerializable(typeof(Output))]
sealed partial class NaiveJson : JsonSerializerContext;
