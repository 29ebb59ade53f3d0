using System.Text;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Live.Tests.Protocol;

public sealed class GoldenClientTests
{
    public static TheoryData<string> Names => [.. GoldenMessages.Client.Select(message => message.Name)];

    // Messages in another spelling, and one whose scheduling moves: what they say is tested one by one.
    public static TheoryData<string> InOurSpelling =>
        [.. GoldenMessages.Client.Where(message => !message.Text.Contains('_') || message.Name.Contains("as in") || message.Name.Contains("every other"))
            .Select(message => message.Name)];

    static T Golden<T>(string name) where T : ClientMessage => Wire.Client<T>(GoldenMessages.Get(name).Text);

    [Theory, MemberData(nameof(InOurSpelling))]
    public void What_a_client_says_is_read_and_written_back_with_the_same_meaning(string name)
    {
        var golden = GoldenMessages.Get(name);
        Wire.AssertSameJson(golden.Text, Wire.Text(Wire.Client(golden.Text)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Writing_and_reading_again_changes_nothing(string name)
    {
        var once = Wire.Text(Wire.Client(GoldenMessages.Get(name).Text));
        Assert.Equal(once, Wire.Text(Wire.Client(once)));
    }

    [Theory]
    [InlineData("audio"), InlineData("video"), InlineData("text"), InlineData("activityStart"), InlineData("activityEnd")]
    [InlineData("audioStreamEnd"), InlineData("mediaChunks"), InlineData("setup of the model alone"), InlineData("setup that starts a resumable session")]
    public void The_compact_form_is_exact(string name)
    {
        var golden = GoldenMessages.Get(name);
        Assert.Equal(golden.Text, Wire.Text(Wire.Client(golden.Text)));
    }

    [Fact]
    public void Raw_sound_is_written_as_base64()
    {
        byte[] pcm = [0, 0, 1, 251, 255, 254];
        var input = new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", pcm) };
        Assert.Equal(GoldenMessages.Get("audio").Text, Wire.Text(input));
    }

    [Fact]
    public void A_setup_is_read_whole()
    {
        var setup = Golden<Setup>("setup as in 2.1");

        Assert.Equal("models/gemini-3.8-live", setup.Model);
        Assert.Equal([Modality.Audio], setup.GenerationConfig!.ResponseModalities!);
        Assert.Equal("Kore", setup.GenerationConfig.SpeechConfig!.VoiceConfig!.PrebuiltVoiceConfig!.VoiceName);
        Assert.Equal("Short answers. Polish only.", Assert.Single(setup.SystemInstruction!.Parts).Text);
        Assert.Equal(FunctionBehavior.NonBlocking, setup.Tools![0].FunctionDeclarations![0].Behavior);
        Assert.NotNull(setup.Tools[1].GoogleSearch);
        var detection = setup.RealtimeInputConfig!.AutomaticActivityDetection!;
        Assert.Equal((false, 200, 700), (detection.Disabled, detection.PrefixPaddingMs, detection.SilenceDurationMs));
        Assert.Equal((100_000L, 50_000L), (setup.ContextWindowCompression!.TriggerTokens, setup.ContextWindowCompression.SlidingWindow!.TargetTokens));
        Assert.NotNull(setup.InputAudioTranscription);
    }

    [Fact]
    public void Both_spellings_are_read_at_every_level_and_a_schema_stays_as_written()
    {
        var setup = Golden<Setup>("setup in Python's mixed spelling");

        Assert.Equal("Kore", setup.GenerationConfig!.SpeechConfig!.VoiceConfig!.PrebuiltVoiceConfig!.VoiceName);
        Assert.True(setup.RealtimeInputConfig!.AutomaticActivityDetection!.Disabled);
        Assert.Equal(20, setup.RealtimeInputConfig.AutomaticActivityDetection.PrefixPaddingMs);
        Assert.Equal((100_000L, 50_000L), (setup.ContextWindowCompression!.TriggerTokens, setup.ContextWindowCompression.SlidingWindow!.TargetTokens));
        var parameters = setup.Tools![0].FunctionDeclarations![0].Parameters!.Value;
        Assert.Equal("STRING", parameters.GetProperty("properties").GetProperty("which_one").GetProperty("any_of")[0].GetProperty("type").GetString());
        Assert.NotNull(setup.Tools[1].GoogleSearch);
    }

    [Theory]
    [InlineData("audio"), InlineData("audio in Python's mixed spelling"), InlineData("audio of Google's .NET client")]
    public void Sound_is_the_same_in_every_client_s_form_and_a_view_of_the_message(string name)
    {
        var bytes = GoldenMessages.Get(name).Bytes;
        var input = Assert.IsType<RealtimeInput>(new ClientMessageReader().Read(bytes));

        Assert.Equal("AAAB+//+", Encoding.ASCII.GetString(input.Audio!.Value.Bytes.Span));
        Assert.Equal("audio/pcm;rate=16000", input.Audio.Value.MimeType);
        Assert.True(input.Audio.Value.Bytes.Span.Overlaps(bytes));
    }

    [Fact]
    public void Args_and_responses_keep_their_own_names()
    {
        var parts = Golden<ClientContent>("clientContent of a picture and a question").Turns[1].Parts;

        Assert.Equal(3, parts[0].FunctionCall!.Args!.Value.GetProperty("max_items").GetInt32());
        Assert.True(parts[1].FunctionResponse!.Response!.Value.GetProperty("output").GetProperty("found_it").GetBoolean());
    }

    [Fact]
    public void A_picture_and_its_question_are_one_turn()
    {
        var content = Golden<ClientContent>("clientContent of a picture and a question");

        Assert.False(content.TurnComplete);
        Assert.Equal(6, content.Turns[0].Parts[0].InlineData!.Value.DecodedLength);
        Assert.Equal("What is on the table?", content.Turns[0].Parts[1].Text);
    }

    [Fact]
    public void Scheduling_counts_beside_the_response_and_inside_it()
    {
        Assert.Equal(FunctionScheduling.WhenIdle, Golden<ToolResponse>("toolResponse as in 2.4").FunctionResponses[0].Scheduling);
        var older = Golden<ToolResponse>("toolResponse of an older sample").FunctionResponses[0];
        Assert.Equal(FunctionScheduling.Interrupt, older.Scheduling);
        Assert.Equal("ok", older.Response!.Value.GetProperty("result").GetString());
    }

    [Fact]
    public void A_tool_about_calendars_may_answer_with_a_scheduling_of_its_own() =>
        Assert.Null(Wire.Client<ToolResponse>("""{"toolResponse":{"functionResponses":[{"name":"cal","response":{"scheduling":"monday"}}]}}""")
            .FunctionResponses[0].Scheduling);

    [Fact]
    public void A_copied_setup_has_every_field()
    {
        var setup = Golden<Setup>("setup with every other field");
        var other = Golden<Setup>("setup as in 2.1");
        var full = new Setup(setup) { SystemInstruction = other.SystemInstruction, RealtimeInputConfig = other.RealtimeInputConfig };
        var copy = new Setup(full);

        foreach (var property in typeof(Setup).GetProperties())
        {
            Assert.NotNull(property.GetValue(full));
            Assert.Equal(property.GetValue(full), property.GetValue(copy));
        }
    }
}
