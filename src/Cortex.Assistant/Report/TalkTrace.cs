using System.Diagnostics;
using Cortex.Assistant.Pump;
using Cortex.Live;

namespace Cortex.Assistant.Report;

/// <summary>What telemetry is told of one conversation: a span for it, and one for each of its turns.</summary>
internal sealed class TalkTrace
{
    private readonly string _model;
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly DateTimeOffset _opened;
    private readonly Activity? _span;

    /// <summary>It is being opened.</summary>
    /// <param name="engine">Who answers.</param>
    /// <param name="model">As the setup names it.</param>
    /// <param name="time">The clock.</param>
    public TalkTrace(string engine, string model, TimeProvider time)
    {
        _model = model.StartsWith("models/", StringComparison.Ordinal) ? model["models/".Length..] : model;
        _opened = time.GetUtcNow();
        if (Diagnostics.Source.HasListeners())
        {
            var around = Activity.Current;
            _span = Diagnostics.Source.StartActivity("invoke_agent cortex", ActivityKind.Internal, default(ActivityContext), startTime: _opened);
            Activity.Current = around;
            _span?.SetTag("gen_ai.operation.name", "invoke_agent")
                .SetTag("gen_ai.agent.name", "cortex")
                .SetTag("gen_ai.conversation.id", _id)
                .SetTag("gen_ai.request.model", _model)
                .SetTag("cortex.engine", engine);
        }
    }

    /// <summary>Does this as a part of the conversation: what it opens has its spans below this one's.</summary>
    public T Within<T>(Func<T> open)
    {
        if (_span is null)
        {
            return open();
        }

        var around = Activity.Current;
        Activity.Current = _span;
        try
        {
            return open();
        }
        finally
        {
            Activity.Current = around;
        }
    }

    /// <summary>Something happened; a turn's end is told.</summary>
    public void Look(PumpEvent happened)
    {
        if (happened is not TurnEnded ended)
        {
            return;
        }

        var report = ended.Report;
        var outcome = report.Interrupted ? "cut" : report.Answered ? "answered" : ended.IsOrder ? "order" : "unanswered";
        Diagnostics.Turn(report, outcome, _model);
        if (_span is null)
        {
            return;
        }

        var times = report.Timing;
        var done = times.DoneMs ?? ended.At.TotalMilliseconds;
        using var span = Diagnostics.Source.StartActivity(
            $"generate_content {_model}", ActivityKind.Client, _span.Context, startTime: At(times.VoiceStartMs ?? times.TurnEndSentMs ?? times.FirstAudioMs ?? done));
        span?.SetTag("gen_ai.operation.name", "generate_content")
            .SetTag("gen_ai.provider.name", "gcp.gemini")
            .SetTag("gen_ai.conversation.id", _id)
            .SetTag("gen_ai.request.model", _model)
            .SetTag("cortex.turn.number", ended.Turn)
            .SetTag("cortex.turn.outcome", outcome)
            .SetTag("cortex.turn.interruptions", report.Interruptions.Count)
            .SetTag("cortex.turn.response_ms", times.ResponseMs)
            .SetTag("cortex.turn.client_added_ms", times.ClientAddedMs)
            .SetEndTime(At(done).UtcDateTime);
        Mark(span, "voice ended", times.VoiceEndMs);
        Mark(span, "question sent", times.TurnEndSentMs);
        Mark(span, "first audio", times.FirstAudioMs);
        Mark(span, "first sound", times.FirstSoundMs);
        if (outcome is "unanswered")
        {
            span?.SetTag("error.type", outcome).SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>It is over.</summary>
    public void End(CloseReason? reason)
    {
        if (reason is { Class: not CloseClass.Clean })
        {
            _span?.SetTag("error.type", reason.Class.ToString()).SetStatus(ActivityStatusCode.Error);
        }

        _span?.Dispose();
    }

    private void Mark(Activity? span, string what, double? ms)
    {
        if (ms is { } at)
        {
            span?.AddEvent(new ActivityEvent(what, At(at)));
        }
    }

    private DateTimeOffset At(double ms) => _opened + TimeSpan.FromMilliseconds(ms);
}
