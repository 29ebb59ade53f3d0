using Cortex.EndToEnd.Program;
using Cortex.Testing;

namespace Cortex.EndToEnd.Devices;

/// <summary><c>cortex devices</c> where there are some.</summary>
[Collection(AcousticRig.Alone)]
public sealed class DevicesCommandTests
{
    [Fact]
    public async Task Devices_are_listed_with_what_they_can_do_and_nothing_is_said_beside()
    {
        await using var rig = await AcousticRig.StartAsync();
        var run = (await CortexProgram.RunAsync(rig.Environment, "devices", "--json")).Expect(0);

        Assert.Equal("", run.Error);
        foreach (var kind in new[] { "microphones", "speakers" })
        {
            var usual = Assert.Single(run.Json().GetProperty(kind).EnumerateArray(), static device => device.GetProperty("isDefault").GetBoolean());
            Assert.Equal(("default", "ALSA"), (usual.GetProperty("name").GetString(), usual.GetProperty("hostApi").GetString()));
            Assert.Equal([8000, 16000, 24000, 44100, 48000], usual.GetProperty("ratesHz").EnumerateArray().Select(static rate => rate.GetInt32()));
        }

        // No test machine has a camera, and none is invented.
        Assert.Empty(run.Json().GetProperty("cameras").EnumerateArray());
        var words = (await CortexProgram.RunAsync(rig.Environment, "devices")).Expect(0);
        Assert.Contains("* default", words.Output, StringComparison.Ordinal);
        Assert.Contains("cameras\n     none: plug one in", words.Output, StringComparison.Ordinal);
        Assert.Equal("", words.Error);
    }
}
