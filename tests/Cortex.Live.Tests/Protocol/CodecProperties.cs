using System.Buffers;
using System.Text;
using Cortex.Live.Protocol;
using Cortex.Testing;
using CsCheck;

namespace Cortex.Live.Tests.Protocol;

/// <summary>What holds for every message in every writing.</summary>
public sealed class CodecProperties
{
    static readonly GoldenMessage[] ClientMessages = [.. GoldenMessages.Client];
    static readonly GoldenMessage[] ServerMessages = [.. GoldenMessages.Server];

    static readonly Gen<byte[]> Payloads = Gen.Byte.Array[0, 3000];

    [Fact]
    public void A_client_s_message_says_the_same_in_every_writing() =>
        Gen.Select(OneOf(ClientMessages), JsonVariant.Seeds).Sample((golden, seed) =>
        {
            var variant = JsonVariant.Of(golden.Text, seed, withUnknown: false);
            Assert.Equal(Canonical(Wire.Client(golden.Text)), Canonical(Wire.Client(variant)));
        }, iter: 2000);

    [Fact]
    public void A_server_s_message_says_the_same_in_every_writing_with_unknown_fields() =>
        Gen.Select(OneOf(ServerMessages), JsonVariant.Seeds).Where((golden, _) => golden.Name is not ("nothing" or "usage alone")).Sample((golden, seed) =>
        {
            var variant = JsonVariant.Of(golden.Text, seed, withUnknown: true);
            Assert.Equal(golden.Text, Wire.Text(Wire.Server(variant), indented: true));
        }, iter: 2000);

    [Fact]
    public void An_unknown_field_anywhere_is_refused_by_a_server() =>
        Gen.Select(OneOf(ClientMessages), JsonVariant.Seeds).Sample((golden, seed) =>
        {
            var variant = JsonVariant.Of(golden.Text, seed, withUnknown: true);
            if (variant.Contains("omethi", StringComparison.Ordinal) && variant.Contains("\\u0041", StringComparison.Ordinal))
            {
                Assert.Equal(ProtocolFault.UnknownName, Wire.Refusal(variant).Fault);
            }
        }, iter: 1000);

    [Fact]
    public void The_short_way_and_the_general_way_read_the_same() =>
        Gen.Select(Gen.Int[0, 3], Payloads, JsonVariant.Seeds).Sample((form, payload, seed) =>
        {
            var media = MediaBytes.FromRaw(form % 2 == 0 ? "audio/pcm;rate=24000" : "image/jpeg", payload);
            var written = form switch
            {
                0 => Wire.Text(new RealtimeInput { Audio = media }),
                1 => Wire.Text(new RealtimeInput { Video = media }),
                _ => Wire.Text(new ServerContent { ModelTurn = new() { Parts = [new() { InlineData = media }] } }, indented: form == 2),
            };

            // A space at the end keeps a message from the short way and changes nothing else; damage may hit anything.
            var damaged = seed % 4 == 0 ? Encoding.UTF8.GetBytes(written) : Damage.To(Encoding.UTF8.GetBytes(written), seed);
            Func<byte[], string> read = form < 2
                ? bytes => Wire.Text(new ClientMessageReader().Read(bytes))
                : bytes => Wire.Text(new ServerMessageReader().Read(bytes), indented: true);
            Assert.Equal(Outcome(read, [.. damaged, (byte)' ']), Outcome(read, damaged));
        }, iter: 10_000);

    [Fact]
    public void Every_sound_comes_back_as_it_was() =>
        Gen.Select(Payloads, Gen.Bool, Gen.Bool).Sample((payload, alreadyBase64, asVideo) =>
        {
            var media = alreadyBase64
                ? MediaBytes.FromBase64("audio/pcm", Encoding.ASCII.GetBytes(Convert.ToBase64String(payload)))
                : MediaBytes.FromRaw("audio/pcm", payload);
            var sent = asVideo ? new RealtimeInput { Video = media } : new RealtimeInput { Audio = media };

            var input = Wire.Client<RealtimeInput>(Wire.Text(sent));

            var received = (asVideo ? input.Video : input.Audio)!.Value;
            Assert.Equal(payload.Length, received.DecodedLength);
            Assert.Equal(payload, received.ToArray());
            Assert.Equal("audio/pcm", received.MimeType);
        });

    [Fact]
    public void Every_answer_comes_back_as_it_was_compact_or_indented() =>
        Gen.Select(Payloads, Gen.Bool, Gen.String).Sample((payload, indented, text) =>
        {
            var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            var turn = new Content { Parts = [new Part { InlineData = MediaBytes.FromRaw("audio/pcm;rate=24000", payload) }] };
            var words = valid.Length > 0 ? new Transcription { Text = valid } : null;

            var content = (ServerContent)Wire.Server(Wire.Text(new ServerContent { ModelTurn = turn, OutputTranscription = words }, indented));

            Assert.Equal(payload, content.ModelTurn!.Parts[0].InlineData!.Value.ToArray());
            Assert.Equal(words?.Text, content.OutputTranscription?.Text);
        });

    [Fact]
    public void A_strange_mime_type_takes_the_long_way_to_the_same_bytes() =>
        Gen.String.Sample(text =>
        {
            var mimeType = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            var input = Wire.Client<RealtimeInput>(Wire.Text(new RealtimeInput { Audio = MediaBytes.FromRaw(mimeType, new byte[] { 1, 2 }) }));
            Assert.Equal((mimeType, 2), (input.Audio!.Value.MimeType, input.Audio.Value.DecodedLength));
        });

    [Fact]
    public void Whatever_the_bytes_a_reader_answers_or_refuses() =>
        Gen.Select(OneOf([.. ClientMessages, .. ServerMessages, .. GoldenMessages.OtherServers]), JsonVariant.Seeds).Sample((golden, seed) =>
        {
            var damaged = Damage.To(golden.Bytes, seed);
            AnswersOrRefuses(bytes => Use(new ClientMessageReader().Read(bytes)), damaged);
            AnswersOrRefuses(bytes => Use(new ServerMessageReader().Read(bytes)), damaged);
        }, iter: 20_000);

    [Fact]
    public void Noise_is_refused() =>
        Gen.Byte.Array[0, 200].Sample(noise =>
        {
            AnswersOrRefuses(bytes => Use(new ClientMessageReader().Read(bytes)), noise);
            AnswersOrRefuses(bytes => Use(new ServerMessageReader().Read(bytes)), noise);
        }, iter: 5000);

    static Gen<GoldenMessage> OneOf(GoldenMessage[] messages) => Gen.Int[0, messages.Length - 1].Select(index => messages[index]);

    static void AnswersOrRefuses(Action<byte[]> read, byte[] bytes)
    {
        try
        {
            read([.. bytes]);
        }
        catch (ProtocolException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }

    // What was read must be fit for use: its media decode, and it can be written again.
    static void Use(ClientMessage message)
    {
        Wire.Text(message);
        if (message is RealtimeInput input)
        {
            _ = input.Audio?.ToArray();
            _ = input.Video?.ToArray();
        }
    }

    static void Use(ServerMessage message)
    {
        Wire.Text(message, indented: true);
        foreach (var part in (message as ServerContent)?.ModelTurn?.Parts ?? [])
        {
            _ = part.InlineData?.ToArray();
        }
    }

    static string Outcome(Func<byte[], string> read, byte[] bytes)
    {
        try
        {
            return read(bytes);
        }
        catch (ProtocolException refusal)
        {
            return refusal.Fault.ToString();
        }
    }

    static string Canonical(ClientMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageWriter.Write(output, message);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
