using Cortex.EndToEnd.Program;
using Cortex.Testing;

namespace Cortex.EndToEnd.Devices;

/// <summary><c>cortex setup</c> where there is sound.</summary>
[Collection(AcousticRig.Alone)]
public sealed class SetupSoundTests
{
    [Fact]
    public async Task A_device_that_is_not_there_is_asked_for_again_and_silence_is_not_taken_for_heard()
    {
        await using var rig = await AcousticRig.StartAsync();
        using var folder = new TemporaryFolder();
        var sound = string.Join(' ', rig.Environment.Select(static variable => $"{variable.Key}='{variable.Value}'"));
        var config = folder.File("cortex.json");
        // key; microphone, twice; loudspeaker; try; nothing to "was it heard?", which asks for both again; the rest as it is
        var run = (await CortexProgram.InShellAsync(
            $"printf '%s\\n' '' Jabra default default yes '' none none none '' '' '' '' '' | env -u CORTEX__Key__File {sound} XDG_STATE_HOME={folder.File("state")} \"$0\" setup --config {config}")).Expect(0);

        Assert.Contains("no microphone has \"Jabra\" in its name; there", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("it hears", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Split("Loudspeaker: default, none").Length - 1);
        Assert.Contains("\"microphone\": \"none\"", await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var named = (await CortexProgram.InShellAsync(
            $"env -u CORTEX__Key__File {sound} XDG_STATE_HOME={folder.File("state")} \"$0\" setup --config {config} --microphone Jabra --yes < /dev/null")).Expect(0);
        Assert.Contains("sound.microphone is set all the same, but no microphone has \"Jabra\"", named.Output, StringComparison.Ordinal);
    }
}
