using Cortex.Media.Echo;

namespace Cortex.Media.Tests.Echo;

public sealed class SoundServerTests
{
    [Fact]
    public void Names_are_the_second_column_of_the_list() =>
        Assert.Equal(
            ["speaker.monitor", "microphone.echo-cancel"],
            SoundServer.Names("0\tspeaker.monitor\tmodule-null-sink.c\ts16le 2ch 48000Hz\tRUNNING\n4\tmicrophone.echo-cancel\tmodule-echo-cancel.c\tfloat32le 1ch 32000Hz\tIDLE\n"));

    [Theory]
    [InlineData(""), InlineData("Connection failure: Connection refused\n")]
    public void No_server_has_no_devices(string said) => Assert.Empty(SoundServer.Names(said));
}
