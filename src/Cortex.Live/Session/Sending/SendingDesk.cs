using Cortex.Live.Connection;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>
/// Where everything the user side sends passes: fits it to the model, tells the core what it means, and puts it into the outbox.
/// Any number of callers.
/// </summary>
internal sealed class SendingDesk(Outbox outbox, SessionPlan plan, HistoryRecorder recorder, ISessionFloor floor, TimeProvider time)
{
    private long _soundAt = time.GetTimestamp();
    private volatile bool _sleeps;

    /// <summary>How long no sound was sent.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _soundAt));

    /// <summary>The connection sleeps: sound of somebody who marks nothing wakes it.</summary>
    public void Sleep(bool on) => _sleeps = on;

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken) => message switch
    {
        RealtimeInput { Audio: { } sound } => SendSound(message, sound),
        RealtimeInput { Video: not null } => SendFrame(message),
        RealtimeInput { MediaChunks: [var first, ..] } => SendAsync(SessionPlan.Modern(first), cancellationToken),
        RealtimeInput input => SendInputAsync(input, cancellationToken),
        ClientContent content => SendContentAsync(content, cancellationToken),
        ToolResponse response => SendAnswersAsync(response, cancellationToken),
        Setup setup => Renew(setup),
        null => throw new ArgumentNullException(nameof(message)),
        _ => throw new ArgumentException($"a {message.GetType().Name} cannot be sent", nameof(message)),
    };

    /// <summary>A text of our own; it is not the wearer's, and a later connection need not hear it.</summary>
    public void Ask(string text) => _ = SendWaitingAsync(new RealtimeInput { Text = text }, OutboundKind.Text, isKept: false, CancellationToken.None).AsTask();

    public OutboundMessage Encode(ClientMessage message, OutboundKind kind)
    {
        var encoded = outbox.Rent(kind);
        MessageWriter.Write(encoded, message);
        return encoded;
    }

    private ValueTask SendSound(ClientMessage message, MediaBytes sound)
    {
        var encoded = Encode(message, OutboundKind.Audio);
        (encoded.Sound, encoded.SoundBytes) = (PcmTime.Of(sound, usualHz: 16_000), sound.DecodedLength);
        Volatile.Write(ref _soundAt, time.GetTimestamp());
        outbox.Add(encoded);
        if (_sleeps)
        {
            Stir();
        }

        if (outbox.HasLosses)
        {
            lock (floor.Gate)
            {
                floor.Desk.ReportLossesNowAndThen("the microphone's lane was full", LossCause.LaneFull, floor.State.Turn.Number);
            }
        }

        return default;
    }

    private void Stir()
    {
        lock (floor.Gate)
        {
            if (!floor.State.Turn.IsMarked)
            {
                floor.Step(SessionInput.Stirred);
            }
        }
    }

    private ValueTask Renew(Setup setup)
    {
        floor.Renew(setup);
        return default;
    }

    private ValueTask SendFrame(ClientMessage message)
    {
        outbox.Add(Encode(message, OutboundKind.Frame));
        return default;
    }

    private ValueTask SendWaitingAsync(ClientMessage message, OutboundKind kind, bool isKept, CancellationToken cancellationToken, int connection = 0)
    {
        var encoded = Encode(message, kind);
        (encoded.IsKept, encoded.Connection) = (isKept, connection);
        return outbox.AddWaitingAsync(encoded, cancellationToken);
    }

    private ValueTask SendInputAsync(RealtimeInput input, CancellationToken cancellationToken)
    {
        if (input.ActivityStart || input.ActivityEnd)
        {
            return SendMarkAsync(input, cancellationToken);
        }

        if (input.AudioStreamEnd)
        {
            return plan.ServerDetects ? SendWaitingAsync(input, OutboundKind.Mark, isKept: true, cancellationToken) : default;
        }

        if (input.Text is null)
        {
            throw new ArgumentException("a realtime input needs one of its fields", nameof(input));
        }

        recorder.Sent(input);
        floor.Step(SessionInput.Asked(marked: false));
        return SendWaitingAsync(input, OutboundKind.Text, isKept: true, cancellationToken);
    }

    private async ValueTask SendMarkAsync(RealtimeInput input, CancellationToken cancellationToken)
    {
        if (input.ActivityStart)
        {
            recorder.Sent(input);
            outbox.BeginUtterance(withPreRoll: plan.ServerDetects);
            floor.Step(SessionInput.Asked(marked: true));
        }

        if (!plan.ServerDetects)
        {
            await SendWaitingAsync(input, OutboundKind.Mark, isKept: true, cancellationToken).ConfigureAwait(false);
        }

        if (input.ActivityEnd)
        {
            outbox.EndUtterance();
            floor.Step(SessionInput.Hushed);
        }
    }

    private ValueTask SendContentAsync(ClientContent content, CancellationToken cancellationToken)
    {
        if (plan.Fit(content) is not { } fitting)
        {
            if (!content.TurnComplete)
            {
                // Nobody waits for an answer to it: the next fresh session is told.
                recorder.Sent(content);
                return default;
            }

            lock (floor.Gate)
            {
                floor.Warn(plan.ContentRefusal);
                floor.Desk.Lose(new Lost(LostKind.Text, TimeSpan.Zero, 1, "the model takes no contents in the middle of a session"), LossCause.NotTaken, floor.State.Turn.Number);
            }

            return default;
        }

        recorder.Sent(content);
        if (content.TurnComplete)
        {
            floor.Step(SessionInput.Asked(marked: false));
        }

        return SendWaitingAsync(fitting, OutboundKind.Text, isKept: true, cancellationToken);
    }

    private ValueTask SendAnswersAsync(ToolResponse response, CancellationToken cancellationToken)
    {
        ToolResponse? fitting;
        int connection;
        lock (floor.Gate)
        {
            (fitting, var answered, var strays, var warnings) = ToolAnswers.Fit(response, floor.State.Turn.Calls, plan.Model);
            connection = floor.State.Connection;
            foreach (var (call, silently) in answered)
            {
                floor.Step(SessionInput.Answered(call, silently));
            }

            foreach (var warning in warnings)
            {
                floor.Warn(warning);
            }

            if (strays > 0)
            {
                floor.Desk.Lose(new Lost(LostKind.ToolAnswer, TimeSpan.Zero, strays, "the call was cancelled, answered already, or never asked"), LossCause.Stray, floor.State.Turn.Number);
            }
        }

        return fitting is null ? default : SendWaitingAsync(fitting, OutboundKind.ToolAnswer, isKept: false, cancellationToken, connection);
    }
}
