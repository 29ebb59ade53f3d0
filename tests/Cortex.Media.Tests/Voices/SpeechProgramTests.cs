using System.Text;
using Cortex.Media.Voices;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Voices;

/// <summary>A program that speaks may fail, hang, flood or go away; the shell plays it.</summary>
public sealed class SpeechProgramTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Text_goes_in_and_what_comes_out_is_given()
    {
        var output = await RunAsync("cat", "grüß dich");

        Assert.Equal("grüß dich", Encoding.UTF8.GetString(output));
    }

    [Fact]
    public async Task A_failure_is_one_line_with_the_programs_own_words()
    {
        var fault = await Assert.ThrowsAsync<VoiceException>(() => RunAsync("echo no voice here >&2; echo more >&2; exit 3"));

        Assert.Equal("sh: failed with exit code 3: no voice here", fault.Message);
    }

    [Fact]
    public async Task A_program_that_reads_nothing_and_fails_says_why_all_the_same() =>
        Assert.Equal(
            "sh: failed with exit code 1: it did not say why",
            (await Assert.ThrowsAsync<VoiceException>(() => RunAsync("exec <&-; exit 1", new string('x', 1_000_000)))).Message);

    [Fact]
    public async Task A_program_that_hangs_is_ended_at_the_time_limit()
    {
        var running = RunAsync("sleep 600");
        _clock.Advance(Limit);

        var fault = await Assert.ThrowsAsync<VoiceException>(() => running.Within("the program to end"));
        Assert.Equal("sh: gave no sound within 10 s; try it by hand: echo hello | sh", fault.Message);
    }

    [Fact]
    public async Task Stopping_ends_the_program_and_its_children()
    {
        using var stop = new CancellationTokenSource();
        var mark = Path.Combine(Path.GetTempPath(), $"cortex-{Guid.NewGuid():N}");
        try
        {
            // The child says by its id that it started.
            var running = SpeechProgram.RunAsync("sh", ["-c", $"sh -c 'echo $$ > {mark}; exec sleep 600' & wait"], "", Limit, _clock, stop.Token);
            await Patience.Until(() => File.Exists(mark) && File.ReadAllText(mark).EndsWith('\n'), "the child to start");
            var child = File.ReadAllText(mark).Trim();
            await stop.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within("the program to end"));
            await Patience.Until(() => IsGone(child), "the child to end");
        }
        finally
        {
            File.Delete(mark);
        }
    }

    [Fact]
    public async Task A_program_that_is_missing_says_what_to_install()
    {
        var fault = await Assert.ThrowsAsync<VoiceException>(() => SpeechProgram.RunAsync("speaker-of-nowhere", [], "", Limit, _clock, Patience.Token()));

        Assert.StartsWith("speaker-of-nowhere: cannot be started: ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("; install it: sudo apt-get install speaker-of-nowhere", fault.Message, StringComparison.Ordinal);
    }

    private Task<byte[]> RunAsync(string script, string text = "") => SpeechProgram.RunAsync("sh", ["-c", script], text, Limit, _clock, Patience.Token());

    /// <summary>Away, or dead and only not yet buried.</summary>
    private static bool IsGone(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart().StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }
}
