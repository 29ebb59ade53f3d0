using Cortex.Assistant.Commands;

namespace Cortex.Assistant.Tests.Commands;

public sealed class CommandMatcherTests
{
    [Theory]
    [InlineData("Camera off."), InlineData("camera off"), InlineData("Please, camera off now"), InlineData("Turn off the camera.")]
    [InlineData("turn the camera off please"), InlineData("Switch my camera off, please."), InlineData("Hey Cortex, turn the camera off!")]
    [InlineData("I want you to turn the camera off now."), InlineData("Could you turn off the camera?"), InlineData("What is that? Turn off the camera.")]
    [InlineData("Don't worry. Camera off."), InlineData("Stop the camera."), InlineData("turn on the camera, no, turn off the camera")]
    public void The_camera_is_ordered_off(string said) => Assert.Equal(WearerCommand.CameraOff, Find(said));

    [Theory]
    [InlineData("Camera on."), InlineData("Turn the camera on again."), InlineData("switch on the camera and tell me what you see"), InlineData("Okay, start the camera.")]
    public void The_camera_is_ordered_on(string said) => Assert.Equal(WearerCommand.CameraOn, Find(said));

    [Theory]
    [InlineData("Don't turn off the camera."), InlineData("do not switch the camera off"), InlineData("never turn the camera on"), InlineData("don’t turn the camera off")]
    [InlineData("Is the camera off?"), InlineData("The camera off?"), InlineData("Did you turn off the camera?"), InlineData("How do I turn off the camera")]
    [InlineData("What happens if I turn the camera off"), InlineData("Is there a camera on the wall?"), InlineData("I left my camera on the table.")]
    [InlineData("Turn the camera on its side"), InlineData("turn on the camera light"), InlineData("the camera office"), InlineData("cameras off"), InlineData("")]
    [InlineData("He said turn off the camera"), InlineData("I don't want you to turn off the camera"), InlineData("turn off the light, not the camera")]
    public void What_is_no_order_is_none(string said) => Assert.Null(Find(said));

    [Fact]
    public void A_word_that_may_go_on_is_waited_for()
    {
        var ear = new CommandEar(CommandTable.English);
        Assert.Null(ear.Hear(1, "Turn the camera"));
        Assert.Null(ear.Hear(1, " off"));
        Assert.Equal(WearerCommand.CameraOff, ear.Finish(1)?.Command);
        Assert.Null(ear.Finish(1));

        Assert.Null(ear.Hear(2, "camera off"));
        Assert.Null(ear.Hear(2, "ice"));
        Assert.Null(ear.Finish(2));
    }

    [Fact]
    public void An_order_is_obeyed_once_as_soon_as_its_sentence_ends()
    {
        var ear = new CommandEar(CommandTable.English);
        Assert.Null(ear.Hear(1, "Camera"));
        Assert.Equal(WearerCommand.CameraOff, ear.Hear(1, " off. ")?.Command);
        Assert.Null(ear.Hear(1, "What"));
        Assert.Null(ear.Hear(1, " time is it?"));
        Assert.Null(ear.Finish(1));
        Assert.Null(ear.Finish(7));
    }

    [Fact]
    public void A_model_that_transcribes_for_ever_fills_no_memory()
    {
        var ear = new CommandEar(CommandTable.English);
        for (var i = 0; i < 10_000; i++)
            Assert.Null(ear.Hear(1, "la "));
        Assert.Null(ear.Hear(1, new string('x', 100_000)));
    }

    static WearerCommand? Find(string said) => CommandMatcher.Find(said, isOver: true, CommandTable.English)?.Command;
}
