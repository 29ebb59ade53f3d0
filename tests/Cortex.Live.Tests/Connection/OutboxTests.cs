using Cortex.Live.Connection;
using Cortex.Testing;
using CsCheck;

namespace Cortex.Live.Tests.Connection;

public sealed class OutboxTests
{
    private enum Act
    {
        Audio,
        Mark,
        Frame,
        Text,
        Take,
        PutBack,
    }

    [Fact]
    public void Any_sequence_of_sends_and_takes_agrees_with_a_plain_list() =>
        Gen.Select(Gen.Int[0, 9].Select(static i => i < 4 ? Act.Audio : (Act)(i - 4)), Gen.Int[1, 400]).Array[0, 400]
            .Sample(Agrees, iter: 3000);

    [Fact]
    public void Sound_beyond_three_seconds_drops_the_oldest_and_never_a_mark()
    {
        using var outbox = new Outbox(new OutboxLimits());
        var me = outbox.Attach();
        Add(outbox, OutboundKind.Mark, 0, 0);
        for (var i = 1; i <= 200; i++)
        {
            Add(outbox, OutboundKind.Audio, i, 20);
        }

        Add(outbox, OutboundKind.Mark, 201, 0);
        List<int> taken = [];
        while (outbox.TryTake(me, out var message))
        {
            taken.Add(Label(message));
        }

        Assert.Equal([0, .. Enumerable.Range(51, 150), 201], taken);
        Assert.Equal(new OutboxLosses(TimeSpan.FromSeconds(1), 50, 0, 0, 0), outbox.TakeLosses());
        Assert.False(outbox.HasLosses);
    }

    [Fact]
    public void A_text_takes_turns_with_sound_and_never_overtakes_an_older_frame()
    {
        using var outbox = new Outbox(new OutboxLimits());
        var me = outbox.Attach();
        Add(outbox, OutboundKind.Frame, 1, 0);
        Add(outbox, OutboundKind.Text, 2, 0);
        Add(outbox, OutboundKind.Frame, 3, 0);
        for (var i = 10; i < 14; i++)
        {
            Add(outbox, OutboundKind.Audio, i, 20);
        }

        // Frame 3 replaced frame 1: it is newer than the text and waits for the sound.
        Assert.Equal([10, 2, 11, 12, 13, 3], Drain(outbox, me));
        Assert.Equal(1, outbox.SkippedFrames);

        Add(outbox, OutboundKind.Frame, 4, 0);
        Add(outbox, OutboundKind.Text, 5, 0);
        Assert.Equal([4, 5], Drain(outbox, me));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    public void An_utterance_and_the_silence_after_it_outlive_any_number_of_connections(int silenceMs)
    {
        using var outbox = new Outbox(new OutboxLimits());
        List<int> sent = [];
        var writer = outbox.Attach(1);
        outbox.BeginUtterance(withPreRoll: false);
        int[] spoken = [.. Enumerable.Range(1, 150)];
        foreach (var label in spoken)
        {
            Add(outbox, OutboundKind.Audio, label, 20);
            SendAll(outbox, writer, sent);
        }

        outbox.EndUtterance();
        int[] silence = [.. Enumerable.Range(151, silenceMs / 20)];
        foreach (var label in silence)
        {
            Add(outbox, OutboundKind.Audio, label, 20);
        }

        SendAll(outbox, writer, sent);
        for (var connection = 2; connection <= 5; connection++)
        {
            Assert.Equal([.. spoken, .. silence], sent);
            sent.Clear();
            outbox.Detach(writer);
            outbox.Rewind(sound: true, frame: false, afresh: false);
            writer = outbox.Attach(connection);
            SendAll(outbox, writer, sent);
        }

        Assert.False(outbox.HasLosses);
    }

    [Fact]
    public async Task A_full_control_lane_makes_the_sender_wait_and_its_token_ends_the_wait()
    {
        using var outbox = new Outbox(new OutboxLimits { Control = 2 });
        var me = outbox.Attach();
        Add(outbox, OutboundKind.Text, 1, 0);
        Add(outbox, OutboundKind.ToolAnswer, 2, 0);
        var waiting = outbox.AddWaitingAsync(Message(outbox, OutboundKind.Text, 3, 0), TestContext.Current.CancellationToken).AsTask();
        using var impatient = new CancellationTokenSource();
        var given = outbox.AddWaitingAsync(Message(outbox, OutboundKind.Text, 4, 0), impatient.Token).AsTask();
        Assert.False(waiting.IsCompleted || given.IsCompleted);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        Assert.True(outbox.TryTake(me, out var first));
        Assert.Equal(1, Label(first));
        await waiting.Within("room for the waiting sender");
        Assert.Equal([2, 3], Drain(outbox, me));
    }

    [Fact]
    public async Task The_end_frees_waiting_senders_and_counts_what_was_held()
    {
        using var outbox = new Outbox(new OutboxLimits { Control = 1 });
        Add(outbox, OutboundKind.Text, 1, 0);
        Add(outbox, OutboundKind.Audio, 2, 20);
        Add(outbox, OutboundKind.Frame, 3, 0);
        var waiting = Enumerable.Range(0, 5).Select(i => outbox.AddWaitingAsync(Message(outbox, OutboundKind.ToolAnswer, i, 0), default).AsTask()).ToArray();
        outbox.End();
        await Task.WhenAll(waiting).Within("the senders to be freed");
        Add(outbox, OutboundKind.Audio, 4, 20);
        Assert.Equal(new OutboxLosses(TimeSpan.FromMilliseconds(40), 2, 1, 1, 5), outbox.TakeLosses());
    }

    [Fact]
    public async Task A_new_taker_ends_the_old_ones_wait_and_gets_what_is_held()
    {
        using var outbox = new Outbox(new OutboxLimits());
        var old = outbox.Attach();
        var wait = outbox.WaitAsync(old).AsTask();
        var next = outbox.Attach();
        Assert.False(await wait.Within("the old taker's wait to end"));
        Add(outbox, OutboundKind.Audio, 1, 20);
        Assert.False(outbox.TryTake(old, out _));
        Assert.False(await outbox.WaitAsync(old));
        Assert.Equal([1], Drain(outbox, next));

        outbox.Detach(old);
        Add(outbox, OutboundKind.Audio, 2, 20);
        Assert.True(await outbox.WaitAsync(next));
    }

    [Fact]
    public async Task Many_senders_lose_nothing_and_each_keeps_its_order()
    {
        using var outbox = new Outbox(new OutboxLimits { Control = 4, Marks = 4 });
        var me = outbox.Attach();
        var senders = Enumerable.Range(0, 8).Select(sender => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                var kind = sender % 2 == 0 ? OutboundKind.Text : OutboundKind.Mark;
                await outbox.AddWaitingAsync(Message(outbox, kind, (sender * 1000) + i, 0), default);
            }
        })).ToArray();

        List<int> taken = [];
        while (taken.Count < 1600)
        {
            Assert.True(await outbox.WaitAsync(me).Within("the next message"));
            taken.AddRange(Drain(outbox, me));
        }

        await Task.WhenAll(senders);
        for (var sender = 0; sender < 8; sender++)
        {
            Assert.Equal(Enumerable.Range(sender * 1000, 200), taken.Where(label => label / 1000 == sender));
        }
    }

    // The oracle: lists, the rules of the bounds written down once more in their plainest form.
    private static void Agrees((Act Act, int Value)[] acts)
    {
        using var outbox = new Outbox(new OutboxLimits { Control = 1000, Marks = 1000 });
        var me = outbox.Attach();
        List<(int Label, bool IsSound, int Ms)> lane = [];
        List<int> control = [];
        (int Label, int At)? frame = null;
        var controlOrder = new Dictionary<int, int>();
        var lost = 0;
        var skipped = 0;
        var turnOfControl = false;
        (OutboundMessage Message, int Ms)? inHand = null;
        for (var i = 0; i < acts.Length; i++)
        {
            var (act, value) = acts[i];
            switch (act)
            {
                case Act.Audio:
                    Add(outbox, OutboundKind.Audio, i, value);
                    lane.Add((i, true, value));
                    while (lane.Sum(static entry => entry.Ms) > 3000 && lane.Count(static entry => entry.IsSound) > 1)
                    {
                        lost += lane.First(static entry => entry.IsSound).Ms;
                        lane.RemoveAt(lane.FindIndex(static entry => entry.IsSound));
                    }

                    break;
                case Act.Mark:
                    Add(outbox, OutboundKind.Mark, i, 0);
                    lane.Add((i, false, 0));
                    break;
                case Act.Frame:
                    Add(outbox, OutboundKind.Frame, i, 0);
                    skipped += frame is null ? 0 : 1;
                    frame = (i, i);
                    break;
                case Act.Text:
                    Add(outbox, OutboundKind.Text, i, 0);
                    control.Add(i);
                    controlOrder[i] = i;
                    break;
                case Act.PutBack when inHand is { Message.Kind: OutboundKind.Audio or OutboundKind.Mark } held:
                    lane.Insert(0, (Label(held.Message), held.Message.Kind is OutboundKind.Audio, held.Ms));
                    outbox.PutBack(held.Message);
                    inHand = null;
                    break;
                default:
                    int? expected = null;
                    var ms = 0;
                    if (lane.Count > 0 && (control.Count == 0 || !turnOfControl))
                    {
                        (expected, ms) = (lane[0].Label, lane[0].Ms);
                        lane.RemoveAt(0);
                        turnOfControl = true;
                    }
                    else
                    {
                        turnOfControl = false;
                        if (frame is { } newest && (control.Count == 0 || newest.At < controlOrder[control[0]]))
                        {
                            (expected, frame) = (newest.Label, null);
                        }
                        else if (control.Count > 0)
                        {
                            expected = control[0];
                            control.RemoveAt(0);
                        }
                    }

                    var any = outbox.TryTake(me, out var message);
                    Assert.Equal(expected, any ? Label(message) : null);
                    inHand = any ? (message, ms) : null;
                    break;
            }
        }

        Assert.Equal(TimeSpan.FromMilliseconds(lost), outbox.TakeLosses().Sound);
        Assert.Equal(skipped, outbox.SkippedFrames);
    }

    private static OutboundMessage Message(Outbox outbox, OutboundKind kind, int label, int ms)
    {
        var message = outbox.Rent(kind);
        message.Sound = TimeSpan.FromMilliseconds(ms);
        BitConverter.TryWriteBytes(message.GetSpan(4), label);
        message.Advance(4);
        return message;
    }

    private static void Add(Outbox outbox, OutboundKind kind, int label, int ms)
    {
        var message = Message(outbox, kind, label, ms);
        if (kind is OutboundKind.Audio or OutboundKind.Frame)
        {
            outbox.Add(message);
        }
        else
        {
            Assert.True(outbox.AddWaitingAsync(message, default).AsTask().IsCompletedSuccessfully);
        }
    }

    private static int Label(OutboundMessage message) => BitConverter.ToInt32(message.Bytes.Span);

    private static void SendAll(Outbox outbox, int writer, List<int> sent)
    {
        while (outbox.TryTake(writer, out var message))
        {
            sent.Add(Label(message));
            outbox.Sent(message);
        }
    }

    private static List<int> Drain(Outbox outbox, int writer)
    {
        List<int> labels = [];
        while (outbox.TryTake(writer, out var message))
        {
            labels.Add(Label(message));
            outbox.Return(message);
        }

        return labels;
    }
}
