using Cortex.App.Configuration;
using Cortex.App.Talk;
using Cortex.Assistant.Sight;
using Cortex.Assistant.Talking;
using Cortex.Live;
using Cortex.Media.Devices;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.App.Bench;

/// <summary>
/// One whole conversation of the soak: the pump with a microphone, a loudspeaker and a camera that keep the time of sound cards,
/// spoken and typed questions, and one that cuts into an answer.
/// </summary>
internal sealed class SoakPump(ILiveEngine ladder, IReadOnlyList<byte[]> pictures, SoakCounts counts, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);
    private static readonly short[] Question = SpokenQuestion.Make();

    /// <summary>Talks to the end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var microphone = new ClockedAudioSource(SpokenQuestion.SampleRateHz, Period, time);
        await using var speaker = new NullAudioSink(24_000, Period, time);
        await using var camera = pictures.Count > 0 ? new SwitchedCamera(new SeenPictures(pictures, time)) : null;
        var setup = SetupChoice.Make(new CortexSettings { Turns = TurnMode.Client }, []);
        var talk = new TalkDriver(ladder, setup, microphone, speaker, camera, new TalkOptions { AnswerLimit = TimeSpan.FromSeconds(90) }, time, NullLoggerFactory.Instance);
        WearerTurn[] turns =
        [
            Spoken(), Spoken(), Typed(), Spoken(), new WearerTurn { Speech = Question, CutIn = TimeSpan.FromMilliseconds(400) }, Spoken(), Typed(), Spoken(), Spoken(), Spoken(),
        ];
        var result = await talk.RunAsync(turns, cancellationToken);
        foreach (var turn in result.Report.Turns)
        {
            if (turn.Answered)
            {
                counts.Spoken(turn.Timing, turn.Interrupted);
            }
            else if (!turn.Interrupted && !cancellationToken.IsCancellationRequested)
            {
                counts.Unanswered();
            }
        }

        if (!cancellationToken.IsCancellationRequested && result.End is TalkEnd.Failed or TalkEnd.Closed)
        {
            counts.Broke();
        }
    }

    private static WearerTurn Spoken() => new() { Speech = Question };

    private static WearerTurn Typed() => new() { Text = "What do you see?" };
}
