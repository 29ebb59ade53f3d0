namespace Cortex.Live.Connection;

/// <summary>
/// The sound and marks of the open utterance, kept after they were sent, because nothing is acknowledged: a connection that dies
/// takes with it what its server heard. First what the present connection was sent, then what it is still to be sent again, before
/// everything in the microphone's lane. While nobody speaks it keeps just the pre-roll, and where nobody marks his activity, all
/// that was sent since the newest answer. Not thread-safe.
/// </summary>
internal sealed class KeptUtterance(OutboxLimits limits)
{
    private MicrophoneLane _sent = new(limits.Utterance);
    private MicrophoneLane _pending = new(limits.Utterance);
    private TimeSpan _afterVoice;
    private int _bytes;
    private bool _isMarked;

    /// <summary>A voice began whose question was not taken up yet.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The voice goes on.</summary>
    public bool IsSpeaking { get; private set; }

    /// <summary>Something is to be sent again.</summary>
    public bool HasPending => _pending.Count > 0;

    /// <summary>Sound of the open utterance that there was no room for, though it had been sent: lost if the connection dies.</summary>
    public TimeSpan Forgotten { get; private set; }

    /// <summary>Sound the connection was sent and that is kept.</summary>
    public TimeSpan Sent => _sent.Held;

    /// <summary>A voice begins.</summary>
    /// <param name="preRoll">Keep this much of the sound before.</param>
    public OutboundMessage? Begin(TimeSpan preRoll)
    {
        _isMarked = true;
        (IsSpeaking, _afterVoice) = (true, TimeSpan.Zero);
        if (IsOpen)
        {
            return null;
        }

        (IsOpen, Forgotten) = (true, TimeSpan.Zero);
        return Trim(_sent, preRoll);
    }

    /// <summary>The voice ended.</summary>
    public void End() => IsSpeaking = false;

    /// <summary>This was sent; it is kept as long as it is of use.</summary>
    /// <returns>A chain of what is not kept any more.</returns>
    public OutboundMessage? Add(OutboundMessage message)
    {
        if (message.Kind is OutboundKind.Mark && !IsOpen && _isMarked)
        {
            return message;
        }

        if (IsOpen && !IsSpeaking && message.Kind is OutboundKind.Audio)
        {
            _afterVoice += message.Sound;
            if (_afterVoice > limits.AfterVoice)
            {
                return message;
            }
        }

        _sent.Add(message);
        _bytes += message.SoundBytes;
        return IsOpen || !_isMarked ? Bound() : Trim(_sent, limits.PreRoll);
    }

    /// <summary>This was not sent and is still to be, after everything that is pending.</summary>
    /// <returns>Sound that is lost for it.</returns>
    public OutboundMessage? AddPending(OutboundMessage message)
    {
        _pending.Add(message);
        _bytes += message.SoundBytes;
        return Bound();
    }

    /// <summary>This was taken and not sent; it goes before everything else.</summary>
    public void PutBack(OutboundMessage message)
    {
        _pending.AddFirst(message);
        _bytes += message.SoundBytes;
    }

    public bool TryTake(out OutboundMessage message)
    {
        if (!_pending.TryTake(out message))
        {
            return false;
        }

        _bytes -= message.SoundBytes;
        return true;
    }

    /// <summary>The question is being answered, or is in a state that the server keeps.</summary>
    /// <param name="rest">Of what was sent keep this much: it may still have been under way.</param>
    /// <returns>A chain of what is not kept any more.</returns>
    public OutboundMessage? Settle(TimeSpan rest)
    {
        IsOpen = IsSpeaking || HasPending;
        Forgotten = TimeSpan.Zero;
        if (rest == TimeSpan.Zero || !IsSpeaking)
        {
            return Empty(_sent);
        }

        return Trim(_sent, rest);
    }

    /// <summary>A new connection: what the old one was sent goes to it again, or nowhere.</summary>
    /// <returns>A chain of what is not kept any more.</returns>
    public OutboundMessage? Rewind(bool again)
    {
        if (!again)
        {
            return Empty(_sent);
        }

        while (_pending.TryTake(out var message))
        {
            _sent.Add(message);
        }

        (_sent, _pending) = (_pending, _sent);
        Forgotten = TimeSpan.Zero;
        return null;
    }

    // What was sent goes first; but what was never sent is lost, where it is too much alone.
    private OutboundMessage? Bound()
    {
        OutboundMessage? chain = null;
        while (_sent.Held + _pending.Held > limits.Utterance || _bytes > limits.UtteranceBytes)
        {
            var wasSent = _sent.TryRemoveOldest(out var oldest);
            if (!wasSent && !_pending.TryRemoveOldest(out oldest))
            {
                break;
            }

            _bytes -= oldest.SoundBytes;
            oldest.IsMissed = !wasSent;
            Forgotten += wasSent ? oldest.Sound : TimeSpan.Zero;
            (oldest.Next, chain) = (chain, oldest);
        }

        return chain;
    }

    private OutboundMessage? Trim(MicrophoneLane lane, TimeSpan most)
    {
        OutboundMessage? chain = null;
        while (lane.Held > most && lane.TryRemoveOldest(out var oldest))
        {
            _bytes -= oldest.SoundBytes;
            (oldest.Next, chain) = (chain, oldest);
        }

        return chain;
    }

    private OutboundMessage? Empty(MicrophoneLane lane)
    {
        OutboundMessage? chain = null;
        while (lane.TryTake(out var oldest))
        {
            _bytes -= oldest.SoundBytes;
            (oldest.Next, chain) = (chain, oldest);
        }

        return chain;
    }
}
