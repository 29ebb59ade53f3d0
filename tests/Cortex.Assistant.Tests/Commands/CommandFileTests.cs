using System.Text;
using Cortex.Assistant.Commands;

namespace Cortex.Assistant.Tests.Commands;

public sealed class CommandFileTests
{
    private const string German = """
        {
          // Deutsch
          "de": {
            "stop": ["stopp", "halt", "sei still"],
            "cameraOff": ["mach … die kamera aus", "kamera aus", "…schalte die kamera aus"],
            "battery": ["wie voll ist der akku?", "akku?"],
            "hindrances": ["nicht", "kein"],
            "courtesies": ["bitte", "cortex"],
            "endings": ["bitte", "und"],
            "polite": ["kannst du"],
          },
          "zh": { "stop": ["停", "停止"], "louder": ["大声点"] },
        }
        """;

    [Theory]
    [InlineData("Stopp!", WearerCommand.Stop), InlineData("Bitte sei still", WearerCommand.Stop), InlineData("Kamera aus", WearerCommand.CameraOff), InlineData("Wie voll ist der Akku?", WearerCommand.Battery)]
    [InlineData("ich will: schalte die Kamera aus und sag mir die Zeit", WearerCommand.CameraOff), InlineData("Kannst du schalte die kamera aus?", WearerCommand.CameraOff)]
    public void A_language_comes_from_a_file(string said, WearerCommand command)
    {
        var table = Read(German, "de-AT", out var faults)!;
        Assert.Empty(faults);
        Assert.Equal(command, CommandMatcher.Find(said, isOver: true, table)?.Command);
    }

    [Theory]
    [InlineData("stop"), InlineData("nicht schalte die kamera aus"), InlineData("der Haltepunkt"), InlineData("Halt an der Bushaltestelle")]
    public void In_it_only_its_own_words_count(string said) => Assert.Null(CommandMatcher.Find(said, isOver: true, Read(German, "de", out _)!));

    [Fact]
    public void An_order_that_it_does_not_name_keeps_its_words_and_an_empty_list_takes_them()
    {
        var table = Read("""{ "de": { "louder": ["lauter"], "quiet": [] } }""", "de", out var faults)!;
        Assert.Empty(faults);
        Assert.Equal(WearerCommand.Stop, CommandMatcher.Find("Stop!", isOver: true, table)?.Command);
        Assert.Null(CommandMatcher.Find("louder", isOver: true, table));
        Assert.Null(CommandMatcher.Find("be quiet", isOver: true, table));
    }

    [Fact]
    public void A_language_without_spaces_has_whole_sentences()
    {
        var table = Read(German, "zh", out _)!;
        Assert.Equal(WearerCommand.Stop, CommandMatcher.Find("停。", isOver: false, table)?.Command);
        Assert.Equal(WearerCommand.Louder, CommandMatcher.Find("大声点！", isOver: true, table)?.Command);
        Assert.Null(CommandMatcher.Find("停车场在哪里？", isOver: true, table));
    }

    [Fact]
    public void English_needs_no_entry_and_another_language_does()
    {
        Assert.Same(CommandTable.English, Read(German, "en-GB", out var faults));
        Assert.Empty(faults);
        Assert.Null(Read(German, "pl", out faults));
        Assert.Contains("\"pl\"", Assert.Single(faults));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Assert.Null(Read("""{ "de": { "stop": "halt", "fly": ["flieg"], "louder": ["lauter", ""], "mute": ["!"], "more": ["gleich"], "less": ["gleich"] }, "fr": [] }""", "de", out var faults));
        Assert.Equal(6, faults.Count);
        Assert.All(new[] { "de.stop", "de.fly", "de.louder", "de.mute", "\"gleich\"", "fr" }, part => Assert.Contains(faults, fault => fault.Contains(part, StringComparison.Ordinal)));
        Assert.Null(Read("{", "de", out faults));
        Assert.Single(faults);
    }

    private static CommandTable? Read(string json, string language, out IReadOnlyList<string> faults) => CommandFile.Read(Encoding.UTF8.GetBytes(json), language, out faults);
}
