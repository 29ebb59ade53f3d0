namespace Cortex.EndToEnd.Program;

public sealed class HelpTests
{
    [Theory]
    [InlineData("talk")]
    [InlineData("serve")]
    [InlineData("bench")]
    public async Task Every_verb_explains_itself_with_an_example(string verb)
    {
        var run = (await CortexProgram.RunAsync(verb, "--help")).Expect(0);

        Assert.Contains("Example", run.Output);
        Assert.Contains("cortex " + verb, run.Output);
        Assert.DoesNotContain(run.Output.Split('\n'), static line => line.Split("default: ").Length > 2);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Without_a_verb_it_shows_what_there_is()
    {
        var run = (await CortexProgram.RunAsync()).Expect(0);
        Assert.Contains("talk", run.Output);
        Assert.Contains("serve", run.Output);
        Assert.Contains("Examples", run.Output);
    }

    [Fact]
    public async Task It_tells_its_version() =>
        Assert.Matches(@"^\d+\.\d+\.\d+", (await CortexProgram.RunAsync("--version")).Expect(0).Output);

    [Theory]
    [InlineData("talk", "--spaeker", "x.wav")]
    [InlineData("talk", "--engine", "steam")]
    [InlineData("talk", "--timeout", "-1")]
    [InlineData("talk", "--fps", "60")]
    [InlineData("talk", "--turns", "never")]
    [InlineData("talk", "--record-audio", "--json")]
    [InlineData("serve", "--port", "100000")]
    [InlineData("serve", "--origin", "http://localhost:3000/")]
    [InlineData("serve", "--engine", "scenario")]
    [InlineData("sing", "", "")]
    public async Task Wrong_usage_ends_with_2_and_says_why_on_standard_error(string verb, string option, string value)
    {
        var run = (await CortexProgram.RunAsync(verb, option, value)).Expect(2);
        Assert.Empty(run.Output);
        Assert.True(run.Error.Contains(option.Length > 0 ? option : verb) || run.Error.Contains(value), run.Error);
    }
}
