namespace Cortex.Assistant.Tests;

/// <summary>By what a supervisor sees whether a pump lives.</summary>
public sealed class ProgressTests
{
    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_pump_that_lives_moves_in_all_its_parts_though_nobody_speaks(bool clientTurns)
    {
        await using var rig = new Rig(clientTurns);
        await using var pump = rig.Start();
        await rig.Run(TimeSpan.FromSeconds(1));
        var before = pump.Progress;
        await rig.Run(TimeSpan.FromSeconds(1));
        var after = pump.Progress;
        Assert.InRange(after.Heard - before.Heard, 15_000, 17_000);
        Assert.InRange(after.Played - before.Played, 23_000, 25_000);
        Assert.InRange(after.Taken - before.Taken, 15_000, 17_000);
        await rig.StopAsync(pump);
    }

    [Fact]
    public async Task An_engine_that_takes_nothing_any_more_is_seen()
    {
        await using var rig = new Rig();
        await using var pump = rig.Start();
        await rig.Run(TimeSpan.FromSeconds(1));
        var stuck = new TaskCompletionSource();
        rig.Engine.Accepts = stuck.Task;
        await rig.Run(TimeSpan.FromMilliseconds(100));
        var before = pump.Progress;
        await rig.Run(TimeSpan.FromSeconds(1));
        var after = pump.Progress;
        Assert.Equal(before.Taken, after.Taken);
        Assert.True(after.Heard > before.Heard && after.Played > before.Played);
        stuck.SetResult();
        await rig.StopAsync(pump);
    }
}
