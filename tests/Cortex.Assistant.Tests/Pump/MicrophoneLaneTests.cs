using System.Runtime.InteropServices;
using Cortex.Assistant.Pump;
using Cortex.Testing;
using CsCheck;

namespace Cortex.Assistant.Tests;

public sealed class MicrophoneLaneTests
{
    private readonly MicrophoneLane _lane = new();
    private readonly short[] _chunk = new short[MicrophoneLane.ChunkSamples];
    private readonly byte[] _read = new byte[MicrophoneLane.ChunkBytes];

    [Fact]
    public void Marks_stand_where_they_were_set()
    {
        Write(1);
        Mark(LaneKind.ActivityStart);
        Write(2);
        Write(3);
        Mark(LaneKind.ActivityEnd);
        Mark(LaneKind.StreamEnd);

        Assert.Equal("1 ActivityStart 2 3 ActivityEnd StreamEnd", ReadAll());
    }

    [Fact]
    public void A_full_lane_drops_the_oldest_sound_counts_it_and_keeps_the_marks()
    {
        Mark(LaneKind.ActivityStart);
        for (short i = 1; i <= 160; i++)
        {
            Write(i);
        }

        Mark(LaneKind.ActivityEnd);

        var read = ReadAll().Split(' ');
        Assert.Equal(("ActivityStart", "11", "160", "ActivityEnd"), (read[0], read[1], read[^2], read[^1]));
        Assert.Equal(10, _lane.Dropped);
    }

    [Fact]
    public void More_marks_than_it_holds_fold_into_one_another_and_the_last_state_stands()
    {
        for (short i = 0; i < 500; i++)
        {
            Mark(i % 2 is 0 ? LaneKind.ActivityStart : LaneKind.ActivityEnd);
            Write(i);
        }

        Mark(LaneKind.ActivityStart);
        var marks = ReadAll().Split(' ').Where(static entry => entry.StartsWith('A')).ToList();
        Write(1000);
        marks.AddRange(ReadAll().Split(' ').Where(static entry => entry.StartsWith('A')));

        Assert.Equal("ActivityStart", marks[^1]);
        Assert.All(marks.Zip(marks.Skip(1)), static pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Whatever_is_written_and_read_in_any_rhythm_comes_in_order_and_nothing_but_counted_sound_is_missing()
    {
        Gen.Int[0, 3].List[0, 1000].Sample(static steps =>
        {
            var test = new MicrophoneLaneTests();
            var (next, seen, speaking) = ((short)0, 0L, false);
            void Drain()
            {
                while (test._lane.TryRead(test._read, out var item))
                {
                    if (item.Kind is LaneKind.Audio)
                    {
                        Assert.True(item.Position > seen);
                        Assert.Equal((short)item.Position, MemoryMarshal.Cast<byte, short>(test._read)[^1]);
                        seen = item.Position;
                    }
                }
            }

            foreach (var step in steps)
            {
                switch (step)
                {
                    case 3:
                        Drain();
                        break;
                    case 2 when next % 7 is 0:
                        speaking = !speaking;
                        test.Mark(speaking ? LaneKind.ActivityStart : LaneKind.ActivityEnd);
                        break;
                    default:
                        test.Write(++next);
                        break;
                }
            }

            Drain();
            Assert.Equal(next, seen);
        });
    }

    [Fact]
    public async Task Two_threads_never_see_a_torn_chunk()
    {
        const int Count = 100_000;
        var writer = Task.Factory.StartNew(
            () =>
            {
                for (var i = 1; i <= Count; i++)
                {
                    Write((short)i, i);
                }
            },
            TaskCreationOptions.LongRunning);

        long read = 0;
        while (!writer.IsCompleted || read + _lane.Dropped < Count)
        {
            if (_lane.TryRead(_read, out var item))
            {
                read++;
                Assert.Equal(-1, MemoryMarshal.Cast<byte, short>(_read).IndexOfAnyExcept((short)item.Position));
            }
        }

        await writer.Within("the writer");
        Assert.Equal(Count, read + _lane.Dropped);
    }

    [Fact]
    public async Task A_waiting_reader_wakes_for_every_write()
    {
        for (var i = 0; i < 20_000; i++)
        {
            var waiting = _lane.WaitAsync();
            _ = Task.Run(() => Write(1), TestContext.Current.CancellationToken);
            await waiting.Within("the wake");
            Assert.True(_lane.TryRead(_read, out _));
        }
    }

    private void Write(short value, long? position = null)
    {
        Array.Fill(_chunk, value);
        _lane.WriteAudio(_chunk, new LaneItem(LaneKind.Audio, position ?? value, 0, 0));
    }

    private void Mark(LaneKind kind) => _lane.WriteMark(new LaneItem(kind, 0, 0, 0));

    private string ReadAll()
    {
        var read = new List<string>();
        while (_lane.TryRead(_read, out var item))
        {
            read.Add(item.Kind is LaneKind.Audio ? item.Position.ToString(System.Globalization.CultureInfo.InvariantCulture) : item.Kind.ToString());
        }

        return string.Join(' ', read);
    }
}
