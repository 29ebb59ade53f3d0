using System.Globalization;
using System.Text.Json;
using Cortex.EndToEnd.Program;
using Cortex.Testing;

namespace Cortex.EndToEnd.Devices;

/// <summary>
/// The program at a microphone and a loudspeaker: PortAudio, a sound server, and air whose times are known. What is claimed holds on a
/// busy machine too; how fast it is is measured by <c>cortex bench barge-in</c> and <c>cortex bench latency</c>.
/// </summary>
[Collection(AcousticRig.Alone)]
public sealed class ConversationTests : IDisposable
{
    private const string Tone = """{ "name": "a tone", "loop": true, "turns": [ { "say": [ { "toneHz": 440, "toneMs": 6000 } ] } ] }""";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_spoken_question_is_answered_at_the_loudspeaker()
    {
        await using var rig = await AcousticRig.StartAsync();
        using var server = await ServerRun.StartAsync("--scenario", _folder.Write("tone.json", Tone));
        using var talk = await ListeningAsync(rig, server);

        var listening = rig.ListenAsync(8);
        var (_, end) = await rig.SayAsync(AcousticRig.Speech("question"));
        var heard = await listening;
        var turn = await OnlyTurnAsync(talk);

        Assert.NotNull(heard);
        Assert.InRange((heard.Value - end) / 1e6, 0, 3_000);
        Assert.False(turn.GetProperty("interrupted").GetBoolean());
        Assert.InRange(turn.GetProperty("saidAudioMs").GetDouble(), 5_990, 6_001);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("server")]
    public async Task A_voice_cuts_the_answer(string turns)
    {
        await using var rig = await AcousticRig.StartAsync();
        using var server = await ServerRun.StartAsync("--scenario", _folder.Write("tone.json", Tone));
        using var talk = await ListeningAsync(rig, server, "--turns", turns);

        var measured = await rig.JsonAsync(
            ["measure", "barge-in", "--prompt", AcousticRig.Speech("question"), "--speech", AcousticRig.Speech("interrupt"), "--expect", "stop"]);
        talk.Signal("TERM");
        var told = Turns(await talk.FinishAsync());

        Assert.InRange(measured.GetProperty("runs")[0].GetProperty("silence_ms").GetDouble(), 0, 1_500);
        Assert.True(told[0].GetProperty("interrupted").GetBoolean());
        Assert.InRange(told[0].GetProperty("saidAudioMs").GetDouble(), 900, 5_000);
        Assert.Contains(told[0].GetProperty("interruptions").EnumerateArray(), static one => one.GetProperty("outcome").GetString() is "cut");
    }

    [Fact]
    public async Task A_cough_takes_no_word_of_the_answer_away()
    {
        await using var rig = await AcousticRig.StartAsync();
        using var server = await ServerRun.StartAsync("--scenario", _folder.Write("tone.json", Tone));
        using var talk = await ListeningAsync(rig, server, "--turns", "client");

        await rig.SayAsync(AcousticRig.Speech("question"));
        await rig.SayAsync(AcousticRig.Speech("cough"));
        var turn = await OnlyTurnAsync(talk);

        Assert.False(turn.GetProperty("interrupted").GetBoolean());
        Assert.InRange(turn.GetProperty("saidAudioMs").GetDouble(), 5_990, 6_001);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("server")]
    public async Task The_answers_own_echo_never_interrupts_it(string turns)
    {
        Programs.Require("espeak-ng");
        await using var rig = await AcousticRig.StartAsync(echoGain: 0.3);
        using var server = await ServerRun.StartAsync("--scenario", _folder.Write("words.json", """
            { "name": "words", "loop": true, "turns": [ { "say": [
              "There is a long table in front of you, with two chairs on its left side and a lamp in the middle.",
              "Behind the table a door stands open, and somebody in a dark coat is walking towards it." ] } ] }
            """));
        using var talk = await ListeningAsync(rig, server, "--turns", turns);

        await rig.SayAsync(AcousticRig.Speech("question"));
        var turn = await OnlyTurnAsync(talk);

        Assert.False(turn.GetProperty("interrupted").GetBoolean());
        Assert.EndsWith("towards it.", turn.GetProperty("said").GetString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<RunningProgram> ListeningAsync(AcousticRig rig, ServerRun server, params string[] more)
    {
        var talk = CortexProgram.Start(
            rig.Environment,
            ["talk", "--mic", "default", "--speaker", "default", "--endpoint", server.Address, "--json", "--timeout", "60", "--answers", "1", .. more]);
        await talk.UntilSaidAsync("listening on");

        // The echo is measured once, and the room is known.
        await talk.UntilSaidAsync("echo: ");
        return talk;
    }

    private static async Task<JsonElement> OnlyTurnAsync(RunningProgram talk) => Assert.Single(Turns(await talk.FinishAsync()));

    private static List<JsonElement> Turns(ProgramResult result)
    {
        try
        {
            using var told = JsonDocument.Parse(result.Output);
            return [.. told.RootElement.Clone().GetProperty("turns").EnumerateArray()];
        }
        catch (JsonException)
        {
            throw new Xunit.Sdk.XunitException(string.Create(CultureInfo.InvariantCulture, $"no account: exit code {result.ExitCode}, {result.Error}"));
        }
    }
}
