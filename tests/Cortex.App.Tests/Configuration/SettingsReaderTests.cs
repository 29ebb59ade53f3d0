using System.Collections;
using Cortex.App.Configuration;

namespace Cortex.App.Tests.Configuration;

public sealed class SettingsReaderTests
{
    private static readonly Hashtable Nothing = [];

    [Fact]
    public void Command_line_wins_over_environment_over_file_over_default()
    {
        using var file = new TemporaryFile("""
            { // a helper configures this for somebody else
              "live": { "model": "from-file", "voice": "Kore", "turns": "client" },
              "camera": { "fps": 1.5, },
            }
            """);
        var faults = new List<SettingFault>();

        var settings = SettingsReader.Read(
            file.Path,
            new Hashtable { ["CORTEX__Live__Model"] = "from-environment", ["cortex__live__voice"] = "Puck", ["PATH"] = "/bin" },
            [("--model", "live.model", "from-command-line")],
            faults);

        Assert.Empty(faults);
        Assert.Equal("from-command-line", settings.Model);
        Assert.Equal("Puck", settings.Voice);
        Assert.Equal(TurnMode.Client, settings.Turns);
        Assert.Equal(1.5, settings.Sight.FramesPerSecond);
        Assert.Equal(new CortexSettings().Language, settings.Language);
    }

    [Fact]
    public void All_faults_are_reported_at_once_each_with_origin_key_value_and_what_is_allowed()
    {
        using var file = new TemporaryFile("""{ "live": { "turns": "sometimes" }, "volume": "red" }""");
        var faults = new List<SettingFault>();

        SettingsReader.Read(file.Path, new Hashtable { ["CORTEX__Camera__Fps"] = "30" }, [("--endpoint", "live.endpoint", "ftp://x")], faults);

        Assert.Equal(4, faults.Count);
        Assert.Contains(faults, fault => fault.Origin == file.Path && fault.Key == "live.turns" && fault.Value == "sometimes" && fault.Allowed.Contains("client"));
        Assert.Contains(faults, fault => fault.Key == "volume" && fault.ToString().Contains("there is no setting volume") && fault.Allowed.Contains("sound.volume"));
        Assert.Contains(faults, fault => fault.Origin == "CORTEX__Camera__Fps" && fault.Value == "30");
        Assert.Contains(faults, fault => fault.Origin == "--endpoint" && fault.Allowed.Contains("wss"));
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("{ \"live\": { \"model\": [1] } }", "model id")]
    [InlineData("{ \"live\": { \"model\": \"a\", \"Model\": \"b\" } }", "once")]
    [InlineData("{ \"live\": { \"model\": \"\\ud800\" } }", "UTF-8")]
    [InlineData("{ \"live\": { \"model\": \"\u00ff\" } }", "UTF-8")]
    public void A_file_that_says_nothing_clear_is_one_fault(string text, string allowed)
    {
        using var file = new TemporaryFile("");
        File.WriteAllBytes(file.Path, System.Text.Encoding.Latin1.GetBytes(text));
        var faults = new List<SettingFault>();

        SettingsReader.Read(file.Path, Nothing, [], faults);

        Assert.Contains(allowed, Assert.Single(faults).Allowed);
    }

    [Fact]
    public void A_file_with_a_byte_order_mark_is_read_and_one_without_an_end_is_not()
    {
        using var marked = new TemporaryFile("\uFEFF{ \"live\": { \"model\": \"marked\" } }");
        var faults = new List<SettingFault>();

        Assert.Equal("marked", SettingsReader.Read(marked.Path, Nothing, [], faults).Model);
        Assert.Empty(faults);
        SettingsReader.Read("/dev/zero", Nothing, [], faults);
        Assert.Contains("larger", Assert.Single(faults).Allowed);
    }

    [Fact]
    public void A_value_with_a_line_break_in_it_is_told_in_one_line()
    {
        var faults = new List<SettingFault>();
        SettingsReader.Read(null, Nothing, [("--set", "feed.socket", "/tmp/a\nb\u001b[2J")], faults);
        Assert.Contains("feed.socket is \"/tmp/a b [2J\"; allowed: the path", Assert.Single(faults).ToString());
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData(" None ", 0)]
    [InlineData("person, sheep", 2)]
    public void Classes_to_warn_of_are_named_or_none(string value, int count)
    {
        var faults = new List<SettingFault>();
        Assert.Equal(count, SettingsReader.Read(null, Nothing, [("--set", "detection.warn", value)], faults).Detection.Warnings.Labels.Count);
        Assert.Empty(faults);
    }

    [Fact]
    public void A_broken_file_is_named_with_line_and_column()
    {
        using var file = new TemporaryFile("{\n  \"language\": \"en\"\n  \"live\": {}\n}");
        var faults = new List<SettingFault>();

        SettingsReader.Read(file.Path, Nothing, [], faults);

        var fault = Assert.Single(faults);
        Assert.Equal(file.Path, fault.Origin);
        Assert.Contains("line 3", fault.Key);
    }

    [Fact]
    public void A_file_that_was_asked_for_must_exist_and_the_usual_one_need_not()
    {
        var faults = new List<SettingFault>();
        SettingsReader.Read("/nowhere/cortex.json", Nothing, [], faults);
        Assert.Contains("/nowhere/cortex.json", Assert.Single(faults).ToString());
    }

    [Fact]
    public void Single_settings_win_over_the_profile_wherever_they_were_set()
    {
        var variables = new Hashtable { ["CORTEX__Camera__Budget"] = "150", ["CORTEX__Camera__Idle"] = "5" };
        var settings = SettingsReader.Read(null, variables, [("--fps", "camera.fps", "0.5"), ("--profile", "camera.profile", "detail")], []);

        var options = settings.Sight.Options;
        Assert.Equal((0.5, 150_000, TimeSpan.FromSeconds(5)), (options.FramesPerSecond, options.BudgetBytesPerSecond, options.IdleFor));
        Assert.Equal((1024, 90), (options.Limits.LongestSide, options.Limits.Quality));
    }

    [Fact]
    public void A_video_gives_more_pictures_than_are_sent_a_folder_does_not()
    {
        var sight = new SightSettings { FramesPerSecond = 3 };

        Assert.Equal(10, sight.SourceFor("/nowhere/street.mp4").FramesPerSecond);

        // What is heavy is made lighter when it is sent, not ten times a second.
        Assert.True(sight.SourceFor("/nowhere/street.mp4").Limits.MaxBytes > 10_000_000);
        Assert.Equal(3, sight.SourceFor(Path.GetTempPath()).FramesPerSecond);
    }

    [Theory]
    [InlineData("log.level", "7")]
    [InlineData("live.turns", "1")]
    [InlineData("camera.fps", "0")]
    [InlineData("camera.fps", "NaN")]
    [InlineData("camera.profile", "1")]
    [InlineData("camera.profile", "best")]
    [InlineData("camera.budget", "19")]
    [InlineData("camera.idle", "-1")]
    [InlineData("prices.promptPerMillion", "-1")]
    [InlineData("language", "e n")]
    [InlineData("live.model", " ")]
    [InlineData("live.turns", "")]
    [InlineData("log.level", "")]
    [InlineData("detection.confidence", "0.4 0.5")]
    [InlineData("detection.confidence", "person 0.3 car 0.5")]
    [InlineData("detection.confidence", "person 0.3, Person 0.5")]
    [InlineData("detection.warn", ",")]
    [InlineData("detection.warn", "none,person")]
    [InlineData("feed.socket", "/tmp/a\nb")]
    [InlineData("feed.socket", "/tmp/a\u001bb")]
    [InlineData("feed.socket", "/tmp/a\0b")]
    public void A_value_that_is_not_allowed_changes_nothing(string key, string value)
    {
        var faults = new List<SettingFault>();

        var settings = SettingsReader.Read(null, Nothing, [("--x", key, value)], faults);

        Assert.Single(faults);
        Assert.Equal(new CortexSettings(), settings);
    }

    [Fact]
    public void The_example_file_names_every_key_and_is_right()
    {
        var example = Path.Combine(AppContext.BaseDirectory, "cortex.example.json");
        var faults = new List<SettingFault>();

        var settings = SettingsReader.Read(example, Nothing, [], faults);

        Assert.Empty(faults);
        Assert.Equal(new CortexSettings(), settings);
        var text = File.ReadAllText(example);
        Assert.All(SettingKeys.Names.Split(", "), name => Assert.Contains($"\"{name.Split('.')[^1]}\"", text));
    }
}
