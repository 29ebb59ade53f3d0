using System.Text;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Live.Tests.Protocol;

public sealed class GoldenServerTests
{
    public static TheoryData<string> Names => [.. GoldenMessages.Server.Select(message => message.Name)];

    [Theory, MemberData(nameof(Names))]
    public void What_the_server_says_is_read_and_written_back_byte_for_byte(string name)
    {
        var golden = GoldenMessages.Get(name);
        Assert.Equal(golden.Text, Wire.Text(Wire.Server(golden.Text), indented: true));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_compact_form_says_the_same(string name)
    {
        var golden = GoldenMessages.Get(name);
        var compact = Wire.Text(Wire.Server(golden.Text), indented: false);
        Wire.AssertSameJson(golden.Text, compact);
        Assert.DoesNotContain('\n', compact);
    }

    [Fact]
    public void SetupComplete_is_26_bytes() => Assert.Equal(26, Wire.Text(new SetupComplete(), indented: true).Length);

    [Fact]
    public void An_audio_part_is_a_view_of_the_message()
    {
        var bytes = GoldenMessages.Get("an audio part").Bytes;
        var content = Assert.IsType<ServerContent>(new ServerMessageReader().Read(bytes));

        var sound = Assert.Single(content.ModelTurn!.Parts).InlineData!.Value;

        Assert.Equal("audio/pcm;rate=24000", sound.MimeType);
        Assert.True(sound.IsBase64);
        Assert.Equal([0, 0, 255, 255, 1, 0, 254, 255, 2, 0, 253, 255], sound.ToArray());
        Assert.True(sound.Bytes.Span.Overlaps(bytes));
    }

    [Fact]
    public void Turn_complete_brings_its_usage_beside_it()
    {
        var content = Wire.Server<ServerContent>(GoldenMessages.Get("turnComplete with usage").Text);

        Assert.True(content.TurnComplete);
        Assert.Equal(InteractionStatus.Idle, content.InteractionStatus);
        Assert.Equal((522, 42, 136, 564), (content.UsageMetadata!.PromptTokenCount, content.UsageMetadata.ResponseTokenCount,
            content.UsageMetadata.ThoughtsTokenCount, content.UsageMetadata.TotalTokenCount));
        Assert.Equal([(Modality.Text, 264), (Modality.Video, 258)], content.UsageMetadata.PromptTokensDetails!.Select(d => (d.Modality, d.TokenCount)));
    }

    [Fact]
    public void Sound_words_and_the_end_may_come_in_one_message()
    {
        var content = Wire.Server<ServerContent>(GoldenMessages.Get("sound, words and the end in one").Text);

        Assert.Equal([12, 2], content.ModelTurn!.Parts.Select(part => part.InlineData!.Value.DecodedLength));
        Assert.Equal(" mug.", content.OutputTranscription!.Text);
        Assert.True(content.TurnComplete);
    }

    [Fact]
    public void Words_are_timed()
    {
        var words = Wire.Server<ServerContent>(GoldenMessages.Get("the words of the model, timed").Text).OutputTranscription!.Words!;

        Assert.Equal(TimeSpan.FromMilliseconds(100), words[0].StartOffset);
        Assert.Equal(TimeSpan.FromMicroseconds(1_000_250), words[1].EndOffset);
    }

    [Fact]
    public void Kinds_and_values_are_what_they_are_called()
    {
        Assert.IsType<EmptyServerMessage>(Wire.Server("{}\n"));
        Assert.IsType<UsageReport>(Wire.Server(GoldenMessages.Get("usage alone").Text));
        Assert.Equal(TimeSpan.FromSeconds(9.5), Wire.Server<GoAway>(GoldenMessages.Get("goAway in a fraction").Text).TimeLeft);
        Assert.Equal(17, Wire.Server<SessionResumptionUpdate>(GoldenMessages.Get("a handle").Text).LastConsumedClientMessageIndex);
        Assert.False(Wire.Server<SessionResumptionUpdate>(GoldenMessages.Get("no handle now").Text).Resumable);
        Assert.Equal(VoiceActivityType.Start, Wire.Server<VoiceActivity>(GoldenMessages.Get("voiceActivity").Text).Type);
        Assert.Equal(2, Wire.Server<ToolCallCancellation>(GoldenMessages.Get("toolCallCancellation").Text).Ids.Count);
        Assert.Equal(503, Wire.Server<ServerError>(GoldenMessages.Get("an error").Text).Code);
        var calls = Wire.Server<ToolCall>(GoldenMessages.Get("toolCall").Text).FunctionCalls;
        Assert.Equal("""{"on":true,"lamp_name":"desk"}""", Compact(calls[0].Args!.Value.GetRawText()));
        Assert.Null(calls[1].Id);
    }

    static string Compact(string json) => new StringBuilder(json).Replace("\n", "").Replace(" ", "").ToString();
}
