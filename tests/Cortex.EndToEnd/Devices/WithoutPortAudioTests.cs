using Cortex.EndToEnd.Program;
using Cortex.Testing;

namespace Cortex.EndToEnd.Devices;

/// <summary>A machine that lacks PortAudio: its library is covered up for the program alone. Needs root and util-linux.</summary>
public sealed class WithoutPortAudioTests
{
    // Whatever stands where the library was, it is none.
    private const string Covered = "unshare -m sh -c 'for f in $(ldconfig -p | sed -n \"s/.*libportaudio.so.2.* => //p\"); do mount --bind /dev/null \"$(readlink -f \"$f\")\" || exit 99; done; exec \"$0\" \"$@\"' \"$0\" ";

    [Theory]
    [InlineData("devices")]
    [InlineData("run --engine embedded --console off")]
    [InlineData("run --engine embedded --mic Headset")]
    [InlineData("talk --mic default --speaker default --engine embedded")]
    public async Task What_needs_devices_says_in_one_line_what_to_install(string command)
    {
        var run = await RunAsync(command + " </dev/null");
        Assert.Equal(5, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Equal(
            "cortex: no microphone or loudspeaker can be used, for PortAudio is not installed: sudo apt-get install -y libportaudio2 libasound2-plugins\n",
            run.Error);
    }

    [Fact]
    public async Task Files_are_heard_and_written_all_the_same()
    {
        using var folder = new TemporaryFolder();
        var answer = folder.File("answer.wav");
        (await RunAsync($"run --mic {AcousticRig.Speech("question")} --speaker {answer} --engine embedded </dev/null")).Expect(0);
        Assert.True(new FileInfo(answer).Length > 24_000, "the answer was not written");
    }

    [Fact]
    public async Task Run_goes_on_for_the_browser_and_says_why_and_where()
    {
        using var folder = new TemporaryFolder();
        var said = folder.File("said");
        var run = await RunAsync($"run --engine embedded --listen 127.0.0.1:0 --state none >{said} 2>&1 </dev/null & pid=$!; for i in $(seq 300); do grep -q 'talk in a browser' {said} && break; kill -0 $pid || break; sleep 0.1; done; kill -TERM $pid; wait $pid; code=$?; cat {said}; exit $code");
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("this machine hears nobody, so a browser has to: no microphone or loudspeaker can be used, for PortAudio is not installed", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"embedded: talk in a browser at http://127\.0\.0\.1:\d+/", run.Output);
    }

    private static async Task<ProgramResult> RunAsync(string command)
    {
        var run = await CortexProgram.InShellAsync(Covered + command);
        if (run.ExitCode is 99 or 127 || run.Error.Contains("unshare", StringComparison.Ordinal))
        {
            Assert.Skip($"a library cannot be covered up here: {run.Error}");
        }

        return run;
    }
}
