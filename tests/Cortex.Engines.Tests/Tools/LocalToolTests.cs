using Cortex.Engines.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Tools;

public sealed class LocalToolTests
{
    [Fact]
    public async Task Time_and_date_are_the_wearers()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 23, 30, 0, TimeSpan.Zero));
        clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("Here/There", TimeSpan.FromHours(1), "here", "here"));
        Assert.Equal(
            """{"output":{"time":"00:30","date":"2026-12-02","weekday":"Wednesday","zone":"Here/There","offset_from_utc":"+01:00","language":"pl"}}""",
            (await new Calls(Calls.Of(ClockTool.Create("pl", clock))).AskAsync("time_and_date")).Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_battery_is_told_or_said_to_be_none()
    {
        Assert.Equal("""{"output":{"percent":42,"charging":true}}""", await new Calls(Calls.Of(BatteryTool.Create(static () => new BatteryCharge(42, true)))).AskAsync("battery"));
        Assert.Contains("no battery", await new Calls(Calls.Of(BatteryTool.Create(static () => null))).AskAsync("battery"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Volume_and_verbosity_are_turned_on_whoever_holds_them()
    {
        var controls = new Controls();
        var calls = new Calls(Calls.Of([.. ControlTools.Create(controls)]));
        Assert.Equal("""{"output":{"percent":150}}""", await calls.AskAsync("set_volume", """{"percent":"150%"}"""));
        Assert.Equal("""{"output":{"percent":160}}""", await calls.AskAsync("set_volume", """{"step":"louder"}"""));
        Assert.Contains("0 to 200", await calls.AskAsync("set_volume", """{"percent":900}"""), StringComparison.Ordinal);
        Assert.Equal("""{"output":{"level":"Detailed"}}""", await calls.AskAsync("set_verbosity", """{"level":"detailed"}"""));
        Assert.Contains("one of Brief, Detailed", await calls.AskAsync("set_verbosity", """{"level":"endless"}"""), StringComparison.Ordinal);
        Assert.Contains("say it again in words", await calls.AskAsync("repeat_last_answer"), StringComparison.Ordinal);
        controls.HasAnswer = true;
        Assert.Contains("say nothing", await calls.AskAsync("repeat_last_answer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_beyond_the_bound_is_cut_and_says_so()
    {
        var answer = await new Calls(Calls.Of(Calls.Tool("long", new string('y', 40_000)))).AskAsync("long");
        Assert.Contains("the first 16000 of 40000 characters", answer, StringComparison.Ordinal);
        Assert.InRange(answer.Length, 16_000, 16_400);
    }

    [Fact]
    public async Task Any_function_is_a_tool_and_arguments_that_are_no_object_are_told()
    {
        var calls = new Calls(Calls.Of(AIFunctionFactory.Create(static (int a, int b) => a + b, new AIFunctionFactoryOptions { Name = "add", SerializerOptions = AIJsonUtilities.DefaultOptions })));
        Assert.Equal("""{"output":5}""", await calls.AskAsync("add", """{"a":2,"b":3}"""));
        Assert.Contains("must be an object", await calls.AskAsync("add", "[1]"), StringComparison.Ordinal);
        Assert.Equal("unknown", await calls.AskAsync("subtract"));
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"type":"array"}""")]
    [InlineData("""{"type":"object","properties":[]}""")]
    [InlineData("""{"type":"object","properties":{"a":5}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"text"}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"http://elsewhere/x"}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":{}}}}""")]
    public void A_bad_schema_is_named(string schema) => Assert.NotNull(SchemaCheck.Fault(System.Text.Json.JsonElement.Parse(schema)));

    [Fact]
    public void Words_of_others_are_cleaned_and_bounded()
    {
        Assert.Equal("a b c", ToolText.Clean("a\nb\u202ec\u0007", 100));
        Assert.Equal("abc…", ToolText.Clean("abcdef", 4));
        Assert.Equal("_1_get_it__", ToolText.Name("1 get/it\u202e!"));
        Assert.Equal("_", ToolText.Name(""));
        Assert.True(ToolText.Name(new string('n', 500)).Length <= 65);
    }

    private sealed class Controls : IWearerControls
    {
        public bool HasAnswer { get; set; }

        public double? Volume { get; private set; } = 1;

        public string Verbosity { get; private set; } = "Brief";

        public IReadOnlyList<string> Verbosities => ["Brief", "Detailed"];

        public bool Repeat() => HasAnswer;

        public bool SetVolume(double volume)
        {
            Volume = volume;
            return true;
        }

        public bool StepVolume(bool louder)
        {
            Volume += louder ? 0.1 : -0.1;
            return true;
        }

        public void SetVerbosity(string name) => Verbosity = name;
    }
}
