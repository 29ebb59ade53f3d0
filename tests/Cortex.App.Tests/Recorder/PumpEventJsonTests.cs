using System.Buffers;
using System.Text.Json;
using Cortex.App.Recorder;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Assistant.TurnTaking;

namespace Cortex.App.Tests.Recorder;

/// <summary>What a pump tells comes back out of a recording as it went in.</summary>
public sealed class PumpEventJsonTests
{
    private static readonly TimeSpan At = TimeSpan.FromSeconds(3);

    public static TheoryData<PumpEvent> Events =>
    [
        new PhaseChanged(At, 2, TurnPhase.Speaking),
        new WordsHeard(At, 2, "wait, \"what\"?"),
        new WordsSaid(At, 2, " ą"),
        new BargedIn(At, 2, BargeInMove.Hold),
        new AnswerCut(At, 2),
        new CameraSwitched(At, 2, IsOff: true),
        new FrameSent(At, 2, 31_000),
        new OrderDone(At, 2, WearerCommand.Repeat, "key", IsDone: true) { IsTold = true },
        new ToolCalled(At, 2, "clock"),
        new ToolClosed(At, 2, "clock", Answered: true),
        new Missed(At, 2, 17),
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void Each_event_comes_back(PumpEvent happened) => Assert.Equal(happened, Again(happened));

    [Fact]
    public void A_turn_comes_back_with_its_times_and_what_cut_in()
    {
        var report = new TurnReport("hello", "good day", 420.5, Interrupted: true, new TurnTiming { ResponseMs = 612, ClientAddedMs = 9.5 })
        {
            Interruptions = [new InterruptionReport(1, 2, null, 4, InterruptionOutcome.Cut)],
        };

        var ended = Assert.IsType<TurnEnded>(Again(new TurnEnded(At, 2, report) { IsOrder = true }));

        Assert.True(ended.IsOrder);
        Assert.Equal(("hello", "good day", 420.5, true, report.Timing), (ended.Report.Heard, ended.Report.Said, ended.Report.SaidAudioMs, ended.Report.Interrupted, ended.Report.Timing));
        Assert.Equal(report.Interruptions, ended.Report.Interruptions);
    }

    [Theory]
    [InlineData("""{"kind":"phase","to":"Dancing"}""")]
    [InlineData("""{"kind":"order","command":"dance"}""")]
    [InlineData("""{"kind":"turn","report":{"timing":3}}""")]
    [InlineData("""{"kind":"turn"}""")]
    [InlineData("""{"kind":"news"}""")]
    [InlineData("""{"kind":7}""")]
    public void What_cannot_be_is_none(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Null(PumpEventJson.Read(At, 1, document.RootElement));
    }

    private static PumpEvent? Again(PumpEvent happened)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("kind", PumpEventJson.KindOf(happened));
            PumpEventJson.Write(json, happened);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(output.WrittenMemory);
        return PumpEventJson.Read(happened.At, happened.Turn, document.RootElement);
    }
}
