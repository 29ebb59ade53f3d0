using Cortex.Media.Echo;

namespace Cortex.Media.Tests.Echo;

public sealed class EchoChoiceTests
{
    private static readonly string[] Sources = ["alsa_input.usb", "speaker.echo-cancel.monitor", "microphone.echo-cancel"];
    private static readonly string[] Sinks = ["alsa_output.usb", "speaker.echo-cancel"];

    [Fact]
    public void Auto_takes_the_sound_servers_canceller_then_speex_then_nothing()
    {
        Assert.Equal(
            new EchoChoice(EchoMode.Server, "microphone.echo-cancel", "speaker.echo-cancel", null),
            EchoChoice.Decide(EchoMode.Auto, Sources, Sinks, isSpeexPresent: true));
        Assert.Equal(EchoMode.Speex, EchoChoice.Decide(EchoMode.Auto, ["alsa_input.usb"], ["alsa_output.usb"], isSpeexPresent: true).Mode);
        Assert.Equal(
            new EchoChoice(EchoMode.Off, null, null, SpeexEchoCanceller.Advice),
            EchoChoice.Decide(EchoMode.Auto, [], [], isSpeexPresent: false));
    }

    [Theory]
    [InlineData("echo-cancel-source", "echo-cancel-sink"), InlineData("EchoCancel-Mic", "EchoCancel-Speaker"), InlineData("effect_input.echo_cancel", "effect_output.echo_cancel")]
    public void The_names_of_both_sound_servers_are_known(string source, string sink) =>
        Assert.Equal((source, sink), EchoChoice.Decide(EchoMode.Auto, [source], [sink], isSpeexPresent: false) is var choice ? (choice.Source, choice.Sink) : default);

    [Fact]
    public void A_source_without_its_sink_hears_no_answer_and_is_not_taken() =>
        Assert.Equal(EchoMode.Speex, EchoChoice.Decide(EchoMode.Auto, Sources, ["alsa_output.usb"], isSpeexPresent: true).Mode);

    [Fact]
    public void What_was_asked_for_and_is_missing_is_said_with_what_to_do()
    {
        Assert.Equal(new EchoChoice(EchoMode.Speex, null, null, EchoChoice.ServerAdvice), EchoChoice.Decide(EchoMode.Server, [], [], isSpeexPresent: true));
        Assert.Equal(new EchoChoice(EchoMode.Off, null, null, SpeexEchoCanceller.Advice), EchoChoice.Decide(EchoMode.Speex, Sources, Sinks, isSpeexPresent: false));
    }

    [Theory]
    [InlineData(EchoMode.Off), InlineData(EchoMode.HalfDuplex), InlineData(EchoMode.Speex)]
    public void A_setting_that_names_a_way_is_followed_whatever_the_server_has(EchoMode mode) =>
        Assert.Equal(new EchoChoice(mode, null, null, null), EchoChoice.Decide(mode, Sources, Sinks, isSpeexPresent: true));
}
