using CsCheck;

namespace Cortex.Live.Tests.Session.Surviving;

/// <summary>
/// The promise, over thousands of random lives: every utterance is in the server state that survived, was being answered, or is
/// counted as lost.
/// </summary>
public sealed class NothingIsLostTests
{
    private const int ChunkMs = 20;

    // What a handle that came while somebody spoke may hold already: half a second is sent again, at most, each time.
    private const int Overlap = 500 / ChunkMs;

    [Fact]
    public void Every_utterance_survives_or_is_counted() =>
        Gen.Select(Gen.Int, Gen.Int[0, 30].Array[0, 250]).Sample(static (seed, acts) => Live(seed, acts), iter: 20_000);

    [Fact]
    public void An_hour_with_a_handover_every_few_minutes_loses_nothing()
    {
        using var world = new World(1);
        for (var minute = 0; minute < 60; minute++)
        {
            int[] talk = [30, 0, 1, 6, 2, 7, 5, 8, 9, 10, 11, 12];
            Array.ForEach(talk, world.Act);
            if (minute % 9 == 8)
            {
                Array.ForEach([13, 30, 30, 6, 7], world.Act);
            }

            for (var i = 0; i < 15; i++)
            {
                world.Act(19);
            }
        }

        world.Settle();
        Assert.False(world.IsOver);
        Assert.Equal((0, TimeSpan.Zero, 0), (world.Missing, world.Lost, world.Recoveries));
        Assert.True(world.Handovers >= 6, $"{world.Handovers} handovers");
        Assert.True(world.Now >= TimeSpan.FromHours(1));
    }

    private static void Live(int seed, int[] acts)
    {
        using var world = new World(seed);
        Array.ForEach(acts, world.Act);
        world.Settle();
        if (world.IsOver)
        {
            return;
        }

        var counted = (int)(world.Lost.TotalMilliseconds / ChunkMs);
        Assert.True(world.Missing <= counted, $"{world.Missing} chunks are missing ({world.MissingOnes}), {counted} are counted after {string.Join(",", acts)}");
        Assert.True(world.Doubled <= Overlap * (world.Resumes + 1), $"{world.Doubled} chunks twice after {world.Resumes} resumes");
    }
}
