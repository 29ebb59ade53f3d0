namespace Cortex.Assistant.Tests;

public sealed class TalkDriverTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_spoken_question_is_answered_and_accounted_for(bool clientTurns)
    {
        await using var rig = new Rig(clientTurns);
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Say(new Live.Protocol.ServerContent { InputTranscription = new Live.Protocol.Transcription { Text = " what is this" } });
                rig.Engine.Speak(400, words: " A red car.");
                rig.Engine.Complete();
            }
        };

        var result = await rig.TalkAsync(Rig.Say(600));

        var turn = Assert.Single(result.Report.Turns);
        Assert.Equal(Talking.TalkEnd.Done, result.End);
        Assert.Equal("what is this", turn.Heard);
        Assert.Equal("A red car.", turn.Said);
        Assert.Equal(400, turn.SaidAudioMs);
        Assert.False(turn.Interrupted);
        TestContext.Current.TestOutputHelper?.WriteLine(result.Report.ToJson());
    }
}
