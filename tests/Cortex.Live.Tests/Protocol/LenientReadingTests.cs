using System.Text;
using System.Text.Json;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Live.Tests.Protocol;

public sealed class LenientReadingTests
{
    static T Golden<T>(string name) where T : ServerMessage => Wire.Server<T>(GoldenMessages.Get(name).Text);

    [Fact]
    public void Vertex_names_the_role_and_leaves_out_the_rate()
    {
        var turn = Golden<ServerContent>("a compact audio part of Vertex").ModelTurn!;

        Assert.Equal("model", turn.Role);
        Assert.Equal("audio/pcm", turn.Parts[0].InlineData!.Value.MimeType);
    }

    [Fact]
    public void Escapes_in_base64_are_resolved_where_they_lie()
    {
        var sound = Golden<ServerContent>("an audio part with escapes").ModelTurn!.Parts[0].InlineData!.Value;

        Assert.Equal("AAD//wEA++8=", Encoding.ASCII.GetString(sound.Bytes.Span));
        Assert.Equal("audio/pcm;rate=24000", sound.MimeType);
        Assert.Equal(Convert.FromBase64String("AAD//wEA++8="), sound.ToArray());
    }

    [Fact]
    public void Vertex_counts_candidates_where_others_count_responses()
    {
        var usage = Golden<UsageReport>("usage of Vertex").UsageMetadata!;

        Assert.Equal(20, usage.ResponseTokenCount);
        Assert.Equal(20, Assert.Single(usage.ResponseTokensDetails!).TokenCount);
        Assert.Equal("ON_DEMAND", usage.TrafficType);
    }

    [Fact]
    public void What_is_new_is_skipped_and_new_values_pass()
    {
        var content = Golden<ServerContent>("fields and values of next month");

        Assert.Equal("PONDERING", content.InteractionStatus!.Value.Value);
        Assert.True(content.TurnComplete);
        Assert.Equal([null, "Hi"], content.ModelTurn!.Parts.Select(part => part.Text));
    }

    [Fact]
    public void A_new_kind_is_kept_whole() =>
        Assert.Equal("x", Golden<UnknownServerMessage>("a kind of next month").Raw.GetProperty("newKind").GetProperty("some_field").GetString());

    [Fact]
    public void A_new_kind_keeps_the_usage_beside_it()
    {
        var message = Wire.Server<UnknownServerMessage>("""{"newKind":{},"usageMetadata":{"totalTokenCount":3}}""");
        Assert.Equal(3, message.UsageMetadata!.TotalTokenCount);
        Wire.AssertSameJson("""{"newKind":{},"usageMetadata":{"totalTokenCount":3}}""", Wire.Text(message, indented: true));
    }

    [Fact]
    public void An_int64_may_be_a_number() =>
        Assert.Equal(17, Golden<SessionResumptionUpdate>("a handle with a number as index").LastConsumedClientMessageIndex);

    [Fact]
    public void An_error_may_come_without_its_wrapping()
    {
        var error = Golden<ServerError>("an error without its wrapping");
        Assert.Equal((429, "RESOURCE_EXHAUSTED"), (error.Code, error.Status));
    }

    [Fact]
    public void Null_means_unset()
    {
        var content = Golden<ServerContent>("unset fields written as null");

        Assert.Null(content.ModelTurn);
        Assert.Null(content.UsageMetadata);
        Assert.Equal((false, true), (content.TurnComplete, content.Interrupted));
        Assert.IsType<EmptyServerMessage>(Wire.Server("""{"serverContent":null,"somethingNew":null}"""));
    }

    [Fact]
    public void Partial_arguments_are_kept()
    {
        var call = Assert.Single(Golden<ToolCall>("partial arguments of Vertex").FunctionCalls);
        Assert.Equal(JsonValueKind.Array, call.PartialArgs!.Value.ValueKind);
        Assert.True(call.WillContinue);
    }

    [Fact]
    public void A_message_with_media_is_filled_anew_and_one_without_is_kept()
    {
        var reader = new ServerMessageReader();
        var first = reader.Read(GoldenMessages.Get("sound, words and the end in one").Bytes);
        var second = Assert.IsType<ServerContent>(reader.Read(GoldenMessages.Get("an audio part").Bytes));

        Assert.Same(first, second);
        Assert.False(second.TurnComplete);
        Assert.Null(second.OutputTranscription);
        Assert.Single(second.ModelTurn!.Parts);

        var words = Assert.IsType<ServerContent>(reader.Read(GoldenMessages.Get("the words of the user, in Polish").Bytes));
        var third = reader.Read(GoldenMessages.Get("an audio part").Bytes);

        Assert.NotSame(third, words);
        Assert.Equal(" Zażółć gęślą jaźń", words.InputTranscription!.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"serverContent":{"turnComplete":true}""")]
    [InlineData("""{"serverContent":{}} {}""")]
    [InlineData("""{"serverContent":[]}""")]
    [InlineData("""{"serverContent":{"turnComplete":"yes"}}""")]
    [InlineData("""{"serverContent":{"modelTurn":{"parts":[null]}}}""")]
    [InlineData("""{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"data":"A"}}]}}}""")]
    [InlineData("""{"toolCall":{"functionCalls":[null]}}""")]
    [InlineData("""{"goAway":{"timeLeft":"soon"}}""")]
    [InlineData("""{"goAway":{"timeLeft":"\ud800"}}""")]
    [InlineData("""{"toolCall":{"functionCalls":[{"args":{"a":"\ud800"}}]}}""")]
    public void What_is_broken_is_refused(string json) => Assert.Throws<ProtocolException>(() => Wire.Server(json));
}
