using Cortex.Assistant.Cues;

namespace Cortex.Assistant.Tests.Cues;

public sealed class CueVibrationsTests
{
    static readonly Cue[] OnlyHeard = [Cue.Thinking, Cue.Speaking];

    [Fact]
    public void Every_state_is_felt_and_each_differently()
    {
        var felt = Enum.GetValues<Cue>().Except(OnlyHeard).Select(cue => CueVibrations.Of(cue)!).ToList();
        Assert.All(OnlyHeard, cue => Assert.Null(CueVibrations.Of(cue)));
        Assert.Equal(felt.Count, felt.Select(static pattern => string.Join('-', pattern.OnOffMs)).Distinct().Count());
        Assert.All(felt, static pattern =>
        {
            Assert.True(pattern.OnOffMs.Count % 2 == 1, "a pattern ends with a pulse");
            // Below 50 ms a small motor does not get going; above a second and a half nobody waits for the end.
            Assert.All(pattern.OnOffMs, static length => Assert.InRange(length, 50, 500));
            Assert.InRange(pattern.Length.TotalMilliseconds, 50, 1500);
        });
    }
}
