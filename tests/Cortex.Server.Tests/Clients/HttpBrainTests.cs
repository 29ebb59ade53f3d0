using Cortex.Engines.Http;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Media.Frames;
using Cortex.Server.Tests.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Server.Tests.Clients;

/// <summary>The HTTP rung against the HTTP side: real sockets, the API's shapes on both ends, read by codes that share nothing.</summary>
public sealed class HttpBrainTests
{
    [Theory]
    [InlineData("gemini-3.8-flash-tts")]
    [InlineData("gemini-2.5-flash-preview-tts")]
    public async Task A_spoken_question_with_a_picture_is_answered_in_words_and_sound(string speechModel)
    {
        await using var rig = await ServerRig.StartAsync();
        using var brain = Brain(rig, "a key", speechModel);

        var parts = await AskAsync(brain, new Question
        {
            Setup = new Setup { Model = "models/gemini-3.8-live", SystemInstruction = Content.FromText("Be brief.") },
            History = new ConversationHistory([new(HistoryRole.User, "Hello"), new(HistoryRole.Model, "Hi.")]),
            Turn = 1,
            Speech = new byte[32_000],
            Frame = new Frame(new byte[] { 0xff, 0xd8, 0xff, 0xd9 }, "image/jpeg", 1, 1, 0),
            Text = "What is it?",
        });

        var said = parts.OfType<AnswerSpeech>().ToArray();
        Assert.Equal(["A red mug.", "It is full."], said.Select(static speech => speech.Text));
        Assert.All(said, static speech => Assert.NotEqual(0, speech.Pcm.Length));
        Assert.NotEqual(0, parts.OfType<AnswerUsage>().Single().Usage.TotalTokenCount);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_refused_with_the_servers_words()
    {
        await using var rig = await ServerRig.StartAsync();
        using var brain = Brain(rig, "a key", null, "gemini-0.1-nowhere");

        var failure = await Assert.ThrowsAsync<BrainException>(() => AskAsync(
            brain, new Question { Setup = new Setup { Model = "models/x" }, History = ConversationHistory.Empty, Turn = 0, Text = "?" }));

        Assert.Equal(CloseClass.RefusedSetup, failure.Reason.Class);
        Assert.Contains("is not found", failure.Reason.Text);
    }

    private static HttpBrain Brain(ServerRig rig, string key, string? speechModel, string model = "gemini-3.8-flash") => new(
        new HttpBrainOptions
        {
            Endpoint = rig.Url,
            Model = model,
            SpeechModel = speechModel,
            Credentials = new FixedCredentials(Credential.From(key, "the test")),
        },
        rig.Voice,
        TimeProvider.System,
        NullLoggerFactory.Instance);

    private static async Task<List<AnswerPart>> AskAsync(HttpBrain brain, Question question)
    {
        List<AnswerPart> parts = [];
        await foreach (var part in brain.AnswerAsync(question, Cortex.Testing.Patience.Token()))
        {
            parts.Add(part);
        }

        return parts;
    }
}
