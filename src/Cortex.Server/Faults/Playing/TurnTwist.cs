using Cortex.Live.Protocol;
using Cortex.Server.Sessions;

namespace Cortex.Server.Faults;

/// <summary>What a fault makes of one turn of the model, message by message. Pure; used by the connection's speaker alone.</summary>
internal sealed class TurnTwist(Fault fault)
{
    private const int BytesPerMs = 48;

    private readonly Tone _tone = fault.What is FaultKind.HeldTone ? new(fault.Hz ?? 440, 8_000) : new(200, 4);
    private int _left = (fault.Ms ?? 400) * BytesPerMs;
    private bool _hasEnded;
    private bool _hasWords;

    /// <summary>The engine's turn is over; the next one is none of this fault's business.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Turns one message into what goes out.</summary>
    public void Take(ServerMessage message, List<ServerMessage> wire)
    {
        if (message is not ServerContent content)
        {
            wire.Add(message);
            return;
        }

        IsOver = content.TurnComplete;
        switch (fault.What)
        {
            case FaultKind.SilentTurn:
                Add(Contents.WithoutAnswer(content), wire);
                break;
            case FaultKind.RejectedTurn:
                var rejected = Contents.WithoutAnswer(content);
                rejected.GenerationComplete = false;
                rejected.TurnCompleteReason = content.TurnComplete ? new TurnCompleteReason(fault.Reason ?? "RESPONSE_REJECTED") : null;
                Add(rejected, wire);
                break;
            case FaultKind.TruncatedTurn:
                Truncate(content, wire);
                break;
            case FaultKind.PhantomInterrupted:
                EndEarly(content, wire, interrupts: true);
                break;
            default:
                content = content.ModelTurn is null ? content : Contents.WithTurn(content, Detuned(content.ModelTurn));
                Add(fault.What is FaultKind.HeldTone ? WithoutWords(content) : content, wire);
                break;
        }
    }

    private void Truncate(ServerContent content, List<ServerMessage> wire)
    {
        var bytes = content.ModelTurn?.Parts.Sum(static part => part.InlineData?.DecodedLength ?? 0) ?? 0;
        if (_left > 0 && bytes <= _left && !content.TurnComplete && !content.GenerationComplete)
        {
            _left -= bytes;
            wire.Add(content);
            return;
        }

        _left = 0;
        EndEarly(content, wire, interrupts: false);
    }

    private void EndEarly(ServerContent content, List<ServerMessage> wire, bool interrupts)
    {
        if (!_hasEnded)
        {
            _hasEnded = true;
            if (interrupts)
            {
                wire.Add(new ServerContent { Interrupted = true });
            }

            wire.Add(new ServerContent { TurnComplete = true });
        }

        if (content.UsageMetadata is { } usage)
        {
            wire.Add(new UsageReport { UsageMetadata = usage });
        }
    }

    // A held tone goes on while the words stop (reference 9, row 21).
    private ServerContent WithoutWords(ServerContent content)
    {
        if (content.OutputTranscription is null || !_hasWords)
        {
            _hasWords |= content.OutputTranscription is not null;
            return content;
        }

        return Contents.WithWords(content, content.InputTranscription, null);
    }

    private static void Add(ServerContent content, List<ServerMessage> wire)
    {
        if (Contents.Bare(content) is { } left)
        {
            wire.Add(left);
        }
    }

    private Content Detuned(Content turn) => new() { Role = turn.Role, Parts = [.. turn.Parts.Select(Detuned)] };

    private Part Detuned(Part part) =>
        part.InlineData is { } sound ? new Part { InlineData = _tone.Next(sound.MimeType, sound.DecodedLength) } : part;
}
