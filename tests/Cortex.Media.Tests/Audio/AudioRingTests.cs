using CsCheck;
using Cortex.Media.Audio;
using Cortex.Testing;

namespace Cortex.Media.Tests.Audio;

public sealed class AudioRingTests
{
    [Fact]
    public void It_behaves_as_a_bounded_queue() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[-25, 25].Array[1, 60]).Sample((capacity, steps) =>
        {
            var ring = new AudioRing(capacity);
            var model = new Queue<short>();
            short next = 0;
            foreach (var step in steps)
            {
                if (step >= 0)
                {
                    var block = Enumerable.Range(next, step).Select(i => (short)i).ToArray();
                    var taken = Math.Min(step, capacity - model.Count);
                    Assert.Equal(taken, ring.Write(block));
                    Array.ForEach(block[..taken], model.Enqueue);
                    next += (short)taken;
                }
                else if (step % 3 == 0)
                {
                    var skipped = Math.Min(-step, model.Count);
                    Assert.Equal(skipped, ring.Skip(-step));
                    Enumerable.Range(0, skipped).ToList().ForEach(_ => model.Dequeue());
                }
                else
                {
                    var block = new short[-step];
                    var read = ring.Read(block);
                    Assert.Equal(Math.Min(-step, model.Count), read);
                    Assert.Equal(Enumerable.Range(0, read).Select(_ => model.Dequeue()).ToArray(), block[..read]);
                }

                Assert.Equal(model.Count, ring.Count);
                Assert.Equal(capacity - model.Count, ring.Free);
            }
        });

    [Fact]
    public async Task Two_threads_lose_and_invent_nothing()
    {
        const int Total = 500_000;
        var ring = new AudioRing(997);
        var writing = Task.Run(() =>
        {
            var block = new short[211];
            for (var sent = 0; sent < Total;)
            {
                var count = Math.Min(block.Length, Total - sent);
                for (var i = 0; i < count; i++)
                {
                    block[i] = (short)(sent + i);
                }

                sent += ring.Write(block.AsSpan(0, count));
            }
        }, TestContext.Current.CancellationToken);
        var reading = Task.Run(() =>
        {
            var block = new short[173];
            for (var got = 0; got < Total;)
            {
                var count = ring.Read(block);
                for (var i = 0; i < count; i++)
                {
                    if (block[i] != (short)(got + i))
                    {
                        return got + i;
                    }
                }

                got += count;
            }

            return -1;
        }, TestContext.Current.CancellationToken);

        await writing.Within("the writer");
        Assert.Equal(-1, await reading.Within("the reader"));
    }

    [Fact]
    public void What_was_read_can_be_read_again_as_far_as_it_is_kept()
    {
        var ring = new AudioRing(100, kept: 10);
        Assert.Equal(100, ring.Write(Tone.Ramp(100)));
        var read = new short[50];
        ring.Read(read);
        Assert.Equal(50, ring.Write(Tone.Ramp(50, 101)));

        Assert.Equal(10, ring.Rewind(30));
        Assert.Equal(0, ring.Rewind(1));
        Assert.Equal(110, ring.Count);
        Assert.Equal(0, ring.Free);
        ring.Read(read);
        Assert.Equal(Tone.Ramp(50, 41), read);

        // From the furthest it ever was, not from where it is.
        Assert.Equal(6, ring.Rewind(6));
        Assert.Equal(4, ring.Rewindable);
    }
}
