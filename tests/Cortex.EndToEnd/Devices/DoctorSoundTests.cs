using System.Text.Json;
using Cortex.EndToEnd.Program;
using Cortex.Testing;

namespace Cortex.EndToEnd.Devices;

/// <summary><c>cortex doctor</c> where there are a microphone and a loudspeaker.</summary>
[Collection(AcousticRig.Alone)]
public sealed class DoctorSoundTests
{
    [Fact]
    public async Task The_sound_is_played_and_heard_back_and_a_microphone_that_is_muted_is_told()
    {
        await using var rig = await AcousticRig.StartAsync(echoGain: 0.3);
        var run = (await CortexProgram.RunAsync(rig.Environment, "doctor", "--camera", "none", "--json")).Expect(0);

        Assert.Equal("good", Find(run, "microphone").GetProperty("health").GetString());
        Assert.Contains("the microphone heard it", Find(run, "loudspeaker").GetProperty("words").GetString(), StringComparison.Ordinal);
        Assert.InRange(Find(run, "loudspeaker").GetProperty("figures").GetProperty("playedDbfs").GetDouble(), -40, 0);

        await Programs.RunAsync("env", [.. rig.Environment.Select(static pair => $"{pair.Key}={pair.Value}"), "pactl", "set-source-mute", "@DEFAULT_SOURCE@", "1"]);
        var muted = (await CortexProgram.RunAsync(rig.Environment, "doctor", "--camera", "none", "--json")).Expect(5);
        Assert.Equal("broken", Find(muted, "microphone").GetProperty("health").GetString());
        Assert.Contains("set-source-mute", Find(muted, "microphone").GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    private static JsonElement Find(ProgramResult run, string subject) =>
        run.Json().GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("subject").GetString() == subject);
}
