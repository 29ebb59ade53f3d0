using System.Text;
using Cortex.Live.Protocol;

namespace Cortex.Live.Tests.Protocol;

public sealed class StrictReadingTests
{
    [Theory]
    [InlineData("""{"setup":{"x":1}}""", "x", "setup", "Invalid JSON payload received. Unknown name \"x\" at 'setup': Cannot find field.")]
    [InlineData("""{"setup":{"responseModalities":["AUDIO"]}}""", "responseModalities", "setup",
        "Invalid JSON payload received. Unknown name \"responseModalities\" at 'setup': Cannot find field.")]
    [InlineData("""{"setup":{"generationConfig":{"x":1}}}""", "x", "setup.generation_config",
        "Invalid JSON payload received. Unknown name \"x\" at 'setup.generation_config': Cannot find field.")]
    [InlineData("""{"x":{}}""", "x", "", "Invalid JSON payload received. Unknown name \"x\": Cannot find field.")]
    [InlineData("""{"setup":{"tools":[{},{"functionDeclarations":[{"name":"a"},{"x":1}]}]}}""", "x", "setup.tools[1].function_declarations[1]",
        "Invalid JSON payload received. Unknown name \"x\" at 'setup.tools[1].function_declarations[1]': Cannot find field.")]
    [InlineData("""{"setup":{"tools":[{"functionDeclarations":[{"parameters":{"type":"OBJECT","properties":{"a":{"minLength":1}}}}]}]}}""",
        "minLength", "setup.tools[0].function_declarations[0].parameters.properties[0].value",
        "Invalid JSON payload received. Unknown name \"minLength\" at 'setup.tools[0].function_declarations[0].parameters.properties[0].value': Cannot find field.")]
    [InlineData("""{"setup":{"tools":[{"function_declarations":[{"parameters":{"additionalProperties":false}}]}]}}""",
        "additionalProperties", "setup.tools[0].function_declarations[0].parameters",
        "Invalid JSON payload received. Unknown name \"additionalProperties\" at 'setup.tools[0].function_declarations[0].parameters': Cannot find field.")]
    [InlineData("""{"setup":{"inputAudioTranscription":{"enabled":true}}}""", "enabled", "setup.input_audio_transcription",
        "Invalid JSON payload received. Unknown name \"enabled\" at 'setup.input_audio_transcription': Cannot find field.")]
    [InlineData("""{"clientContent":{"turns":[{"parts":[{"isMediaOnly":true}]}]}}""", "isMediaOnly", "client_content.turns[0].parts[0]",
        "Invalid JSON payload received. Unknown name \"isMediaOnly\" at 'client_content.turns[0].parts[0]': Cannot find field.")]
    [InlineData("""{"realtimeInput":{"activityStart":{"x":1}}}""", "x", "realtime_input.activity_start",
        "Invalid JSON payload received. Unknown name \"x\" at 'realtime_input.activity_start': Cannot find field.")]
    public void An_unknown_name_is_refused_in_the_API_s_words(string json, string name, string path, string message)
    {
        var refusal = Wire.Refusal(json);
        Assert.Equal((ProtocolFault.UnknownName, name, path, message), (refusal.Fault, refusal.Name, refusal.Path, refusal.Message));
    }

    [Theory]
    [InlineData("""{"setup":{"model":"a","model":"b"}}""", "model", "setup")]
    [InlineData("""{"setup":{"generationConfig":{},"generation_config":{}}}""", "generation_config", "setup")]
    [InlineData("""{"setup":{"generationConfig":{},"generation\u0043onfig":{}}}""", "generationConfig", "setup")]
    [InlineData("""{"setup":{},"setup":{}}""", "setup", "")]
    [InlineData("""{"toolResponse":{"functionResponses":[{"response":{"a":{"b":1,"b":2}}}]}}""", "b", "tool_response.function_responses[0].response")]
    [InlineData("""{"setup":{"tools":[{"functionDeclarations":[{"parameters":{"properties":{"a":{},"a":{}}}}]}]}}""", "a",
        "setup.tools[0].function_declarations[0].parameters.properties")]
    public void The_same_name_twice_is_refused_in_whatever_spelling(string json, string name, string path)
    {
        var refusal = Wire.Refusal(json);
        Assert.Equal((ProtocolFault.DuplicateName, name, path), (refusal.Fault, refusal.Name, refusal.Path));
    }

    [Theory]
    [InlineData("""{"setup":[]}""", "setup")]
    [InlineData("""{"setup":{"model":1}}""", "setup.model")]
    [InlineData("""{"setup":{"generationConfig":{"temperature":"warm"}}}""", "setup.generation_config.temperature")]
    [InlineData("""{"setup":{"generationConfig":{"temperature":1e999}}}""", "setup.generation_config.temperature")]
    [InlineData("""{"setup":{"generationConfig":{"maxOutputTokens":2147483648}}}""", "setup.generation_config.max_output_tokens")]
    [InlineData("""{"setup":{"generationConfig":{"maxOutputTokens":1.5}}}""", "setup.generation_config.max_output_tokens")]
    [InlineData("""{"setup":{"generationConfig":{"responseModalities":"AUDIO"}}}""", "setup.generation_config.response_modalities")]
    [InlineData("""{"setup":{"generationConfig":{"responseModalities":[null]}}}""", "setup.generation_config.response_modalities[0]")]
    [InlineData("""{"setup":{"contextWindowCompression":{"triggerTokens":"many"}}}""", "setup.context_window_compression.trigger_tokens")]
    [InlineData("""{"setup":{"realtimeInputConfig":{"automaticActivityDetection":{"disabled":"true"}}}}""",
        "setup.realtime_input_config.automatic_activity_detection.disabled")]
    [InlineData("""{"realtimeInput":{"audio":{"data":"AAA*"}}}""", "realtime_input.audio.data")]
    [InlineData("""{"realtimeInput":{"audio":{"data":"AAAAA"}}}""", "realtime_input.audio.data")]
    [InlineData("""{"realtimeInput":{"audio":{"data":"AA\u0022A"}}}""", "realtime_input.audio.data")]
    [InlineData("""{"realtimeInput":{"audio":"AAAA"}}""", "realtime_input.audio")]
    [InlineData("""{"realtimeInput":{"activityStart":true}}""", "realtime_input.activity_start")]
    [InlineData("""{"toolResponse":{"functionResponses":[{"response":"ok"}]}}""", "tool_response.function_responses[0].response")]
    [InlineData("""{"clientContent":{"turns":[{"parts":[{"thoughtSignature":"*"}]}]}}""", "client_content.turns[0].parts[0].thought_signature")]
    public void A_wrong_value_is_refused_at_its_place(string json, string path)
    {
        var refusal = Wire.Refusal(json);
        Assert.Equal((ProtocolFault.WrongValue, path), (refusal.Fault, refusal.Path));
        Assert.StartsWith($"Invalid value at '{path}' (TYPE_", refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("\"setup\"")]
    [InlineData("""{"setup":{}""")]
    [InlineData("""{"setup":{}}{}""")]
    [InlineData("""{"setup":{},}""")]
    [InlineData("""{'setup':{}}""")]
    [InlineData("""{"setup":{"model":"\ud800"}}""")]
    [InlineData("""{"setup":{"\ud800":1}}""")]
    [InlineData("""{/**/"setup":{}}""")]
    public void What_is_no_JSON_is_malformed(string json) => Assert.Equal(ProtocolFault.Malformed, Wire.Refusal(json).Fault);

    [Fact]
    public void Bad_UTF8_is_malformed()
    {
        byte[] bytes = [.. "{\"setup\":{\"model\":\""u8, 0xC3, 0x28, .. "\"}}"u8];
        Assert.Equal(ProtocolFault.Malformed, Assert.Throws<ProtocolException>(() => new ClientMessageReader().Read(bytes)).Fault);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"setup":null}""")]
    [InlineData("""{"setup":{},"realtimeInput":{}}""")]
    [InlineData("""{"realtimeInput":{"text":"a"},"clientContent":{}}""")]
    public void A_message_of_no_kind_or_of_two_is_refused(string json) => Assert.Equal(ProtocolFault.NotOneKind, Wire.Refusal(json).Fault);

    [Theory]
    [InlineData(58, true)]
    [InlineData(60, false)]
    [InlineData(100_000, false)]
    public void Nesting_is_bounded(int depth, bool isRead)
    {
        var nested = string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));
        var json = """{"toolResponse":{"functionResponses":[{"response":{"a":""" + nested + "}}]}}";
        if (isRead)
        {
            Wire.Client<ToolResponse>(json);
        }
        else
        {
            Assert.Equal(ProtocolFault.Malformed, Wire.Refusal(json).Fault);
        }
    }

    [Theory]
    [InlineData("AAAB-__-", "AAAB+//+")]
    [InlineData("AAA", "AAA=")]
    [InlineData("AA", "AA==")]
    [InlineData(" AA AA\\n", "AAAA")]
    [InlineData("AAAA    ", "AAAA")]
    [InlineData("AA  AA  AAA=", "AAAAAAA=")]
    [InlineData("", "")]
    public void Base64_of_the_URL_alphabet_unpadded_or_spaced_is_made_standard(string written, string standard)
    {
        var audio = Wire.Client<RealtimeInput>("""{"realtimeInput":{"audio":{"mimeType":"a","data":""" + '"' + written + "\"}}}").Audio!.Value;

        Assert.Equal(standard, Encoding.ASCII.GetString(audio.Bytes.Span));
        Assert.Equal(Convert.FromBase64String(standard), audio.ToArray());
    }

    [Theory]
    [InlineData("200", 200)]
    [InlineData("\"200\"", 200)]
    [InlineData("200.0", 200)]
    [InlineData("2e2", 200)]
    public void A_number_may_be_written_as_protobuf_allows(string written, int value) =>
        Assert.Equal(value, Wire.Client<Setup>("""{"setup":{"generationConfig":{"maxOutputTokens":""" + written + "}}}").GenerationConfig!.MaxOutputTokens);

    [Fact]
    public void Several_streams_may_share_a_message()
    {
        var input = Wire.Client<RealtimeInput>("""{"realtimeInput":{"audio":{"mimeType":"a","data":"AAAA"},"video":{"mimeType":"b","data":"AAAB"},"text":"c"}}""");
        Assert.Equal(("a", "b", "c"), (input.Audio!.Value.MimeType, input.Video!.Value.MimeType, input.Text));
    }

    [Fact]
    public void A_refusal_is_forgotten_by_the_next_message()
    {
        var reader = new ClientMessageReader();
        Assert.Throws<ProtocolException>(() => reader.Read("""{"setup":{"generationConfig":{"x":1}}}"""u8.ToArray()));
        var refusal = Assert.Throws<ProtocolException>(() => reader.Read("""{"setup":{"y":1}}"""u8.ToArray()));
        Assert.Equal("setup", refusal.Path);
    }
}
