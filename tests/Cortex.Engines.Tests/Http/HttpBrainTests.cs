using System.Net;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Frames;

namespace Cortex.Engines.Tests.Http;

/// <summary>Questions and answers over HTTP (reference 7.1, 7.2).</summary>
public sealed class HttpBrainTests
{
    // The bytes of reference 7.1, as a stream of one slice.
    private const string Mug = """
        { "candidates": [ { "content": { "role": "model", "parts": [ { "text": "A red mug." } ] }, "finishReason": "STOP", "index": 0 } ],
          "usageMetadata": { "promptTokenCount": 270, "candidatesTokenCount": 6, "totalTokenCount": 276,
            "promptTokensDetails": [ { "modality": "TEXT", "tokenCount": 12 }, { "modality": "IMAGE", "tokenCount": 258 } ] },
          "modelVersion": "gemini-3.8-flash", "responseId": "opaque" }
        """;

    [Fact]
    public async Task The_references_answer_is_spoken_and_counted()
    {
        using var api = new FakeApi().Answers(Mug);
        using var brain = api.Brain();

        var parts = await FakeApi.RunAsync(brain, FakeApi.Typed("What is this?"));

        Assert.Equal(new AnswerSpeech("A red mug.", new byte[20]).Text, Assert.IsType<AnswerSpeech>(parts[0]).Text);
        Assert.Equal(20, ((AnswerSpeech)parts[0]).Pcm.Length);
        var usage = Assert.IsType<AnswerUsage>(parts[1]).Usage;
        Assert.Equal((270, 6, 276), (usage.PromptTokenCount, usage.ResponseTokenCount, usage.TotalTokenCount));
        Assert.Equal(258, usage.PromptTokensDetails!.Single(static count => count.Modality == Modality.Image).TokenCount);
        Assert.Equal(2, parts.Count);
    }

    [Fact]
    public async Task Everything_of_a_question_travels_in_one_request_and_the_key_in_a_header()
    {
        using var api = new FakeApi().Answers(Mug);
        using var brain = api.Brain();
        var pcm = new byte[640];
        pcm[0] = 7;

        await FakeApi.RunAsync(brain, FakeApi.Typed("And this?") with
        {
            Setup = new Setup { Model = "models/x", SystemInstruction = Content.FromText("Be brief.") },
            History = new ConversationHistory([new(HistoryRole.User, "Hello"), new(HistoryRole.Model, "Hi, I am here.")]),
            Frame = new Frame(new byte[] { 0xff, 0xd8, 0xff }, "image/jpeg", 1, 1, 0),
            Speech = pcm,
        });

        var (address, body, key) = Assert.Single(api.Requests);
        Assert.Equal("https://generativelanguage.googleapis.com/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse", address.ToString());
        Assert.Equal(FakeApi.Key, key);
        Assert.Equal("Be brief.", body.GetProperty("systemInstruction").GetProperty("parts")[0].GetProperty("text").GetString());
        var contents = body.GetProperty("contents").EnumerateArray().ToArray();
        Assert.Equal(["user", "model", "user"], contents.Select(static content => content.GetProperty("role").GetString()!));
        var parts = contents[2].GetProperty("parts").EnumerateArray().ToArray();
        Assert.Equal("/9j/", parts[0].GetProperty("inlineData").GetProperty("data").GetString());
        var wav = parts[1].GetProperty("inlineData").GetProperty("data").GetBytesFromBase64();
        Assert.Equal("RIFF"u8, wav.AsSpan(0, 4));
        Assert.Equal(pcm, wav[^640..]);
        Assert.Equal("And this?", parts[2].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_sentence_is_given_out_while_the_next_is_still_being_thought()
    {
        using var hold = new HeldStream(FakeApi.Slice("One chair. Two") + "\n\n", FakeApi.Slice(" people.", "STOP") + "\n\n");
        using var api = new FakeApi().Replies(_ => Task.FromResult(hold.Response));
        using var brain = api.Brain();
        await using var answer = brain.AnswerAsync(FakeApi.Typed("?"), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await answer.MoveNextAsync());
        Assert.Equal("One chair.", ((AnswerSpeech)answer.Current).Text);

        hold.Release();
        Assert.True(await answer.MoveNextAsync());
        Assert.Equal("Two people.", ((AnswerSpeech)answer.Current).Text);
        Assert.False(await answer.MoveNextAsync());
    }

    [Fact]
    public async Task Thoughts_are_not_spoken()
    {
        using var api = new FakeApi().Answers("""{"candidates":[{"content":{"parts":[{"text":"Hmm. A mug?","thought":true},{"text":"A mug."}]},"finishReason":"STOP"}]}""");
        using var brain = api.Brain();

        Assert.Equal(["A mug."], Said(await FakeApi.RunAsync(brain, FakeApi.Typed("?"))));
    }

    [Fact]
    public async Task Tool_calls_come_back_with_the_models_own_words_and_all_answers_of_the_round()
    {
        using var api = new FakeApi()
            .Answers("""{"candidates":[{"content":{"parts":[{"functionCall":{"name":"battery","args":{"unit":"%"}},"thoughtSignature":"c2ln"},{"functionCall":{"name":"time"}}]},"finishReason":"STOP"}]}""")
            .Answers(FakeApi.Slice("Half full, at noon.", "STOP"));
        using var brain = api.Brain();
        var question = FakeApi.Typed("Battery and time?");

        var calls = Assert.IsType<AnswerToolCalls>(Assert.Single(await FakeApi.RunAsync(brain, question))).Calls;
        var again = await FakeApi.RunAsync(brain, question with
        {
            Tools = [.. calls.Select(static call => new ToolExchange(call, new FunctionResponse { Id = call.Id, Name = call.Name, Scheduling = FunctionScheduling.Silent }))],
        });

        Assert.Equal(["Half full, at noon."], Said(again));
        Assert.Equal(2, calls.Select(static call => call.Id).Distinct().Count());
        var contents = api.Asked[1].GetProperty("contents").EnumerateArray().ToArray();
        Assert.Equal(["user", "model", "user"], contents.Select(static content => content.GetProperty("role").GetString()!));
        Assert.Equal("c2ln", contents[1].GetProperty("parts")[0].GetProperty("thoughtSignature").GetString());
        Assert.Equal(
            ["""{"functionResponse":{"name":"battery"}}""", """{"functionResponse":{"name":"time"}}"""],
            contents[2].GetProperty("parts").EnumerateArray().Select(static part => part.GetRawText()));
    }

    [Theory]
    [InlineData("""{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"}}""")]
    [InlineData("""{"candidates":[{"finishReason":"SAFETY","index":0}]}""")]
    public async Task A_blocked_answer_is_said_to_be_one(string reply)
    {
        using var api = new FakeApi().Answers(reply);
        using var brain = api.Brain();

        var parts = await FakeApi.RunAsync(brain, FakeApi.Typed("?"));

        Assert.Equal(["I was not allowed to answer that."], Said(parts));
        Assert.Equal(TurnCompleteReason.ResponseRejected, parts.OfType<AnswerEnd>().Single().Reason);
    }

    [Fact]
    public async Task A_conversation_over_it_ends_with_the_reason_of_what_failed()
    {
        using var api = new FakeApi().Replies(HttpStatusCode.NotFound, """{"error":{"code":404,"message":"models/x is not found"}}""");
        using var brain = api.Brain();
        await using var stage = new Turns.Stage(brain, Turns.Stage.Automatic);

        await stage.Conversation.SendAsync(new RealtimeInput { Text = "?" }, TestContext.Current.CancellationToken);
        await Cortex.Testing.Patience.Until(() => stage.Ear.Events.Any(static item => item.Notice is Closed), "the conversation is closed");

        var closed = stage.Ear.Events.Select(static item => item.Notice).OfType<Closed>().Single();
        Assert.Equal((CloseClass.RefusedSetup, "models/x is not found"), (closed.Reason.Class, closed.Reason.Text));
    }

    private static IEnumerable<string> Said(IEnumerable<AnswerPart> parts) => parts.OfType<AnswerSpeech>().Select(static speech => speech.Text);
}
