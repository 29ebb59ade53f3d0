using Cortex.Assistant.Commands;

namespace Cortex.Assistant.Tests.Commands;

/// <summary>Every order, as people say it; and what only sounds like one.</summary>
public sealed class CommandPhraseTests
{
    [Theory]
    [InlineData("Stop.", WearerCommand.Stop), InlineData("stop stop stop", WearerCommand.Stop), InlineData("Please stop talking!", WearerCommand.Stop), InlineData("Can you stop?", WearerCommand.Stop)]
    [InlineData("Okay Cortex, stop it now", WearerCommand.Stop), InlineData("Shut up", WearerCommand.Stop), InlineData("never mind", WearerCommand.Stop)]
    [InlineData("Quiet!", WearerCommand.Quiet), InlineData("Be quiet, please.", WearerCommand.Quiet)]
    [InlineData("Repeat that.", WearerCommand.Repeat), InlineData("Say that again please", WearerCommand.Repeat), InlineData("What did you say?", WearerCommand.Repeat), InlineData("once more", WearerCommand.Repeat)]
    [InlineData("Louder", WearerCommand.Louder), InlineData("Could you speak up?", WearerCommand.Louder), InlineData("Softer.", WearerCommand.Softer), InlineData("turn it down", WearerCommand.Softer)]
    [InlineData("Slower please", WearerCommand.Slower), InlineData("slow down", WearerCommand.Slower), InlineData("Faster", WearerCommand.Faster), InlineData("speed up", WearerCommand.Faster)]
    [InlineData("More.", WearerCommand.More), InlineData("Tell me more", WearerCommand.More), InlineData("Less", WearerCommand.Less), InlineData("be brief", WearerCommand.Less)]
    [InlineData("Mute", WearerCommand.Mute), InlineData("Turn the microphone off", WearerCommand.Mute), InlineData("unmute", WearerCommand.Unmute), InlineData("microphone on", WearerCommand.Unmute)]
    [InlineData("Battery", WearerCommand.Battery), InlineData("Battery?", WearerCommand.Battery), InlineData("How full is the battery?", WearerCommand.Battery), InlineData("How much battery is left", WearerCommand.Battery)]
    [InlineData("Help", WearerCommand.Help), InlineData("What can I say?", WearerCommand.Help), InlineData("Are you there?", WearerCommand.AreYouThere), InlineData("Cortex, are you still there?", WearerCommand.AreYouThere)]
    [InlineData("Who is talking?", WearerCommand.WhoIsTalking), InlineData("Who's talking", WearerCommand.WhoIsTalking), InlineData("Pairing code, please.", WearerCommand.PairingCode), InlineData("Can you pair a phone?", WearerCommand.PairingCode), InlineData("camera off", WearerCommand.CameraOff), InlineData("switch on the camera", WearerCommand.CameraOn)]
    public void An_order_is_understood(string said, WearerCommand command) => Assert.Equal(new CommandFound(command, IsAll: true), Find(said));

    [Theory]
    [InlineData("stop sign ahead?"), InlineData("Is there a stop sign?"), InlineData("read the camera manual"), InlineData("is the louder one on the left"), InlineData("Where does the bus stop?")]
    [InlineData("Don't stop."), InlineData("do not mute"), InlineData("please don't repeat that"), InlineData("Stop?"), InlineData("Louder?")]
    [InlineData("Tell me more about the chair"), InlineData("more light please"), InlineData("Is it more or less the same?"), InlineData("help me find my keys"), InlineData("the battery of my phone")]
    [InlineData("What did you say about the car?"), InlineData("Who is talking to the man?"), InlineData("Are you there yet with the list"), InlineData("a quiet place"), InlineData("he said stop"), InlineData("What is the faster way?")]
    [InlineData("stop navigation"), InlineData("stopping"), InlineData("batteries"), InlineData("the mute swan"), InlineData("I was told to be quiet"), InlineData("thank you"), InlineData("…")]
    public void What_only_sounds_like_one_is_none(string said) => Assert.Null(Find(said));

    [Theory]
    [InlineData("Stop. What is in front of me?", WearerCommand.Stop), InlineData("What is that? Camera off.", WearerCommand.CameraOff), InlineData("turn off the camera and tell me the time", WearerCommand.CameraOff)]
    public void What_else_was_said_is_for_the_model(string said, WearerCommand command) => Assert.Equal(new CommandFound(command, IsAll: false), Find(said));

    [Fact]
    public void Every_command_can_be_said_and_has_a_name()
    {
        foreach (var command in Enum.GetValues<WearerCommand>())
        {
            var way = CommandTable.English.Say(command);
            Assert.Equal(command, Find(way!)?.Command);
            Assert.Equal(command, CommandNames.Parse(CommandNames.Of(command)));
        }

        Assert.Equal("areYouThere", CommandNames.Of(WearerCommand.AreYouThere));
        Assert.Equal("are you there", CommandNames.Words("areYouThere"));
        Assert.Null(CommandNames.Parse("sudo"));
        Assert.Null(CommandNames.Parse(null));
    }

    [Fact]
    public void No_way_to_say_one_command_means_another()
    {
        var ways = CommandTable.English.Phrases.GroupBy(static phrase => string.Join(' ', phrase.Words));
        Assert.All(ways, static way => Assert.Single(way.Select(static phrase => phrase.Command).Distinct()));
    }

    private static CommandFound? Find(string said) => CommandMatcher.Find(said, isOver: true, CommandTable.English);
}
