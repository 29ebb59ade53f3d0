using Cortex.Server.Faults;
using CsCheck;

namespace Cortex.Server.Tests.Faults;

/// <summary>When a fault is due: pure decisions.</summary>
public sealed class FaultCoreTests
{
    private static readonly FaultEvent[] OneConversation =
    [
        new(FaultMoment.Upgrade), new(FaultMoment.Connected), new(FaultMoment.Setup), new(FaultMoment.ServerMessage), new(FaultMoment.Ready),
        new(FaultMoment.ClientMessage), new(FaultMoment.Sound, 1), new(FaultMoment.Sound, 1), new(FaultMoment.ServerMessage, 1),
        new(FaultMoment.ClientMessage, 1), new(FaultMoment.Sound, 2), new(FaultMoment.ToolCall, 2), new(FaultMoment.Sound, 2), new(FaultMoment.ServerMessage, 2),
        new(FaultMoment.Tick, 2), new(FaultMoment.Sound, 3),
    ];

    // The numbers are the places in the conversation above, one second apart, at which the fault happens.
    [Theory]
    [InlineData("drop", "", 1)]
    [InlineData("refusedUpgrade", "", 0)]
    [InlineData("quota", "", 2)]
    [InlineData("goAway", "", 4)]
    [InlineData("duplicateCalls", "", 11)]
    [InlineData("silentTurn", "", 6)]
    [InlineData("silentTurn", "\"everyTurn\": 1", 6, 10, 15)]
    [InlineData("silentTurn", "\"everyTurn\": 2", 10)]
    [InlineData("phantomInterrupted", "\"sound\": 2", 7)]
    [InlineData("phantomInterrupted", "\"sound\": 2, \"turn\": 2", 12)]
    [InlineData("drop", "\"clientMessage\": 2", 5)]
    [InlineData("drop", "\"serverMessage\": 3", 7)]
    [InlineData("drop", "\"turn\": 2", 10)]
    [InlineData("drop", "\"afterMs\": 8000", 8)]
    [InlineData("drop", "\"afterMs\": 8000, \"sound\": 2", 12)]
    [InlineData("stall", "\"everyMs\": 5000", 5, 10, 15)]
    [InlineData("stall", "\"afterMs\": 2000, \"everyMs\": 5000", 2, 7, 12)]
    [InlineData("drop", "\"connection\": 2")]
    [InlineData("drop", "\"everyConnection\": 1", 1)]
    [InlineData("drop", "\"everyConnection\": 2")]
    [InlineData("drop", "\"probability\": 0")]
    [InlineData("drop", "\"probability\": 1", 1)]
    public void A_fault_happens_when_all_its_conditions_hold_and_then_no_more(string what, string when, params int[] at)
    {
        var plan = FaultRig.Plan($$"""{ "what": "{{what}}", "when": { {{when}} } }""");
        var state = FaultState.Begin(plan, 1);
        var happened = new List<int>();
        for (var i = 0; i < OneConversation.Length; i++)
        {
            var step = FaultCore.Take(plan, state, OneConversation[i], TimeSpan.FromSeconds(i));
            state = step.State;
            happened.AddRange(step.Due.Select(_ => i));
        }

        Assert.Equal(at, happened);
    }

    [Fact]
    public void Turns_are_counted_from_the_connections_own_first()
    {
        var plan = FaultRig.Plan("""{ "what": "drop", "when": { "turn": 2 } }""");
        var state = FaultState.Begin(plan, 1);
        var happened = new List<int>();
        foreach (var turn in (int[])[7, 7, 8, 9])
        {
            var step = FaultCore.Take(plan, state, new(FaultMoment.Sound, turn), TimeSpan.Zero);
            state = step.State;
            happened.AddRange(step.Due.Select(_ => turn));
        }

        Assert.Equal([8], happened);
    }

    [Theory]
    [InlineData("\"afterMs\": 8000", 0, 8_000)]
    [InlineData("\"afterMs\": 8000", 8_000, null)]
    [InlineData("\"everyMs\": 5000", 0, 5_000)]
    [InlineData("\"everyMs\": 5000", 5_000, 10_000)]
    [InlineData("\"everyMs\": 5000", 12_345, 15_000)]
    [InlineData("\"afterMs\": 0, \"everyMs\": 1000", 0, 1_000)]
    [InlineData("\"afterMs\": 8000, \"connection\": 2", 0, null)]
    [InlineData("\"turn\": 1", 0, null)]
    public void The_timer_is_set_to_the_next_fault_that_time_brings(string when, int now, int? next)
    {
        var plan = FaultRig.Plan($$"""{ "what": "stall", "when": { {{when}} } }""");
        Assert.Equal(
            next is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
            FaultCore.NextTick(plan, FaultState.Begin(plan, 1), TimeSpan.FromMilliseconds(now)));
    }

    [Fact]
    public void Every_tick_that_is_announced_brings_its_fault() => Gen.Select(Gen.Int[0, 5_000], Gen.Int[1, 5_000]).Sample((after, every) =>
    {
        var plan = FaultRig.Plan($$"""{ "what": "stall", "when": { "afterMs": {{after}}, "everyMs": {{every}} } }""");
        var state = FaultState.Begin(plan, 1);
        var now = TimeSpan.Zero;
        state = FaultCore.Take(plan, state, new(FaultMoment.Connected), now).State;
        for (var i = 0; i < 20; i++)
        {
            now = FaultCore.NextTick(plan, state, now)!.Value;
            var step = FaultCore.Take(plan, state, new(FaultMoment.Tick), now);
            Assert.Single(step.Due);
            state = step.State;
        }
    });

    [Fact]
    public void Chances_come_from_the_seed_alone_and_are_fair() => Gen.Int.Sample(
        seed =>
        {
            var plan = FaultRig.Plan("""{ "what": "drop", "when": { "probability": 0.25 } }""", seed);
            var first = Drops(plan);
            Assert.Equal(first, Drops(plan));
            Assert.InRange(first.Count, 300, 700);
        },
        iter: 20);

    private static List<long> Drops(FaultPlan plan) =>
        [.. Enumerable.Range(1, 2_000).Select(static number => (long)number)
            .Where(number => FaultCore.Take(plan, FaultState.Begin(plan, number), new(FaultMoment.Connected), TimeSpan.Zero).Due.Count > 0)];

    [Fact]
    public void Pings_are_taken_out_wherever_the_stream_is_split() =>
        Gen.Select(Gen.Select(Gen.Bool, Gen.Byte.Array[0, 125].Where(static bytes => bytes.Length <= 125), Gen.Byte.Array[4]).Array[0, 8], Gen.Int[1, 40]).Sample((frames, piece) =>
        {
            var (stream, rest, pings) = (new List<byte>(), new List<byte>(), new List<byte[]>());
            foreach (var (isPing, payload, mask) in frames)
            {
                // Data frames take the long form of the length, pings the short one.
                byte[] head = isPing ? [0x89, (byte)(0x80 | payload.Length)] : [0x82, 0x80 | 126, 0, (byte)payload.Length];
                byte[] frame = [.. head, .. mask, .. payload.Select((value, i) => (byte)(value ^ mask[i & 3]))];
                stream.AddRange(frame);
                if (isPing)
                {
                    pings.Add(payload);
                }
                else
                {
                    rest.AddRange(frame);
                }
            }

            var (found, kept) = (new List<byte[]>(), new List<byte>());
            var sieve = new PingSieve(found.Add);
            foreach (var part in stream.Chunk(piece))
            {
                kept.AddRange(part[..sieve.Sift(part)]);
            }

            Assert.Equal(rest, kept);
            Assert.Equal(pings, found);
        });
}
