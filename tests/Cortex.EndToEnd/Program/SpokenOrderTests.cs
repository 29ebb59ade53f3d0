using Cortex.Testing;

namespace Cortex.EndToEnd.Program;

/// <summary>A wearer who orders by word, in the whole program.</summary>
public sealed class SpokenOrderTests
{
    [Fact]
    public async Task A_spoken_order_is_obeyed_and_the_models_answer_to_it_is_heard_by_nobody()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("order.json"), """
            { "name": "order", "turns": [{ "heard": "Are you there?", "say": ["I am a model, and this is a long answer to your question whether I am there."] }] }
            """, TestContext.Current.CancellationToken);
        using var server = await ServerRun.StartAsync("--scenario", folder.File("order.json"));

        var run = (await CortexProgram.RunAsync("run", "--endpoint", server.Address, "--mic", AcousticRig.Speech("question"), "--speaker", folder.File("answer.wav"), "--state", "none")).Expect(0);

        Assert.Contains("I am here", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a long answer", run.Output, StringComparison.Ordinal);
        Assert.InRange(Sound.AudibleSeconds(folder.File("answer.wav")), 0.5, 4);
    }
}
