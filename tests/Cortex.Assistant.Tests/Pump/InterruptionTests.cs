using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Assistant.Tests;

public sealed class InterruptionTests
{
    private const string Long = " One two three four five six seven eight nine ten eleven twelve thirteen fourteen.";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cutting_in_keeps_only_the_words_that_were_heard(bool clientTurns)
    {
        await using var rig = new Rig(clientTurns);
        var asked = 0;
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "start" && ++asked is 2)
            {
                rig.Engine.Interrupt();
            }
            else if (sent.Kind is "end" && asked is 1)
            {
                rig.Engine.Speak(8000, words: Long);
            }
            else if (sent.Kind is "end")
            {
                rig.Engine.Speak(300, words: " Sorry.");
                rig.Engine.Complete();
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500), Rig.Say(500, before: 0) with { CutIn = TimeSpan.FromMilliseconds(3500) });

        var (first, second) = (result.Report.Turns[0], result.Report.Turns[1]);
        Assert.True(first.Interrupted);
        Assert.InRange(first.SaidAudioMs, 3500, 4100);
        Assert.StartsWith("One two three", first.Said, StringComparison.Ordinal);
        Assert.InRange(first.Said!.Length / (double)Long.Length, 0.3, 0.52);
        Assert.Equal("Sorry.", second.Said);
        Assert.False(second.Interrupted);
        Assert.Equal(Talking.TalkEnd.Done, result.End);
        Assert.Equal(first.Said, result.History.Entries[1].Text);
        Assert.True(result.History.Entries[1].Interrupted);

        // What was cut is silent at the speaker, and the second answer sounds whole.
        var heard = await rig.HeardAsync();
        Assert.InRange(heard.Count(static sample => sample is 8000) / 24.0, 3750, 4450);
    }

    [Fact]
    public async Task What_still_comes_of_a_cut_answer_is_dropped()
    {
        await using var rig = new Rig(clientTurns: true);
        var asked = 0;
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "start" && ++asked is 2)
            {
                // The server sends on until it has heard of the voice.
                rig.Engine.Speak(1000, level: 3000, words: " late");
                rig.Engine.Interrupt();
            }
            else if (sent.Kind is "end")
            {
                rig.Engine.Speak(asked is 1 ? 5000 : 200, words: asked is 1 ? Long : " Yes.");
                if (asked is 2)
                {
                    rig.Engine.Complete();
                }
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500), Rig.Say(500, before: 0) with { CutIn = TimeSpan.FromMilliseconds(500) });

        Assert.Equal("Yes.", result.Report.Turns[1].Said);
        var heard = await rig.HeardAsync();
        Assert.Equal(-1, heard.AsSpan().IndexOf(new short[] { 3000, 3000, 3000 }));
    }

    [Fact]
    public async Task A_cut_is_silent_within_a_period_and_a_fade()
    {
        await using var rig = new Rig();
        await using var pump = rig.Start();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "text")
            {
                rig.Engine.Speak(5000);
            }
        };
        await pump.AskAsync("go on", TestContext.Current.CancellationToken);
        await rig.Until(() => pump.Status.SoundingTurn is 1);
        await rig.Run(TimeSpan.FromMilliseconds(300));

        var cutAt = pump.Elapsed;
        rig.Engine.Interrupt();
        await ClockPump.Settle();
        await rig.Until(() => pump.Turns[0].Interrupted);
        await rig.Run(TimeSpan.FromMilliseconds(200));
        await rig.StopAsync(pump);

        // The file begins when the conversation was opened; what is given out at the cut is heard one period later.
        var heard = await rig.HeardAsync();
        var last = Array.FindLastIndex(heard, static sample => sample is not 0) / 24.0;
        Assert.InRange(last - cutAt.TotalMilliseconds, -15, 25);
    }

    [Fact]
    public async Task The_sound_of_an_answer_whose_server_is_gone_is_still_heard()
    {
        await using var rig = new Rig();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(1000, words: Long);
                rig.Engine.Say(new ServerContent { TurnComplete = true });
                rig.Engine.Close(new Live.CloseReason(Live.CloseSide.Network, 1006, "", Live.CloseClass.Network));
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500), Rig.Say(500));

        Assert.Equal(Talking.TalkEnd.Closed, result.End);
        Assert.Equal(Live.CloseClass.Network, result.Closed!.Class);
        var turn = Assert.Single(result.Report.Turns);
        Assert.Equal(1000, turn.SaidAudioMs);

        // The words run ahead of the sound: those whose sound never came were not heard.
        Assert.StartsWith("One two", turn.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("six", turn.Said!, StringComparison.Ordinal);
        Assert.Equal(1000, (await rig.HeardAsync()).Count(static sample => sample is 8000) / 24);
    }
}
