namespace Cortex.Live.Connection;

/// <summary>
/// The sound and marks of the open utterance, kept after they were sent, because nothing is acknowledged: a connection that dies
/// takes with it what its server heard. First what the newest handle's state holds, which only a fresh session must hear again; then
/// what the present connection was sent since; then what it is still to be sent, before everything in the microphone's lane. While nobody speaks it keeps just the pre-roll, and where nobody marks his activity, all
/// that was sent since the newest answer. Not thread-safe.
/// </summary>
internal sealed class KeptUtterance(OutboxLimits limits)
{
    private MicrophoneLane _secured = new(limits.Utterance);
    private MicrophoneLane _sent = new(limits.Utterance);
    private MicrophoneLane _pending = new(limits.Utterance);
    private TimeSpan _afterVoice;
    private TimeSpan _forgotten;
    private TimeSpan _forgottenSecured;
    private int _bytes;
    private bool _isMarked;

    /// <summary>A voice began whose question was not taken up yet.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The voice goes on.</summary>
    public bool IsSpeaking { get; private set; }

    /// <summary>Something is to be sent again.</summary>
    public bool HasPending => _pending.Count > 0;

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

        (IsOpen, _forgotten, _forgottenSecured) = (true, TimeSpan.Zero, TimeSpan.Zero);
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

        // Once voice, always voice: sent again, it is not the silence after it.
        message.IsVoice |= IsSpeaking;
        if (IsOpen && !IsSpeaking && !message.IsVoice && message.Kind is OutboundKind.Audio)
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
        message.IsVoice = true;
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

    /// <summary>The question is being answered.</summary>
    /// <returns>A chain of what is not kept any more.</returns>
    public OutboundMessage? Settle()
    {
        IsOpen = IsSpeaking || HasPending;
        (_forgotten, _forgottenSecured) = (TimeSpan.Zero, TimeSpan.Zero);
        return Empty(_secured, Empty(_sent, null));
    }

    /// <summary>A newer handle came: what was sent before it is in a state that the server keeps.</summary>
    /// <param name="rest">While the voice goes on, this much of its end may have been under way and is not.</param>
    /// <returns>A chain of what is not kept any more.</returns>
    public OutboundMessage? Secure(TimeSpan rest)
    {
        if (!IsOpen && _isMarked)
        {
            return Empty(_sent, null);
        }

        while ((!IsSpeaking || _sent.Held > rest) && _sent.TryTake(out var message))
        {
            _secured.Add(message);
        }

        (_forgottenSecured, _forgotten) = (_forgottenSecured + _forgotten, TimeSpan.Zero);
        return null;
    }

    /// <summary>A new connection: what the old one was sent goes to it again, or nowhere.</summary>
    /// <param name="again">It goes.</param>
    /// <param name="afresh">And with it what was in the state of the handle, which is gone.</param>
    /// <param name="sound">Sound that goes again.</param>
    /// <param name="forgotten">Sound that should and was not kept.</param>
    /// <returns>A chain of what is not kept any more.</returns>
    public OutboundMessage? Rewind(bool again, bool afresh, out TimeSpan sound, out TimeSpan forgotten)
    {
        (sound, forgotten, _afterVoice) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        if (!again)
        {
            return Empty(_sent, afresh ? Empty(_secured, null) : null);
        }

        sound = _sent.Held + (afresh ? _secured.Held : TimeSpan.Zero);
        forgotten = IsOpen ? _forgotten + (afresh ? _forgottenSecured : TimeSpan.Zero) : TimeSpan.Zero;
        _forgotten = TimeSpan.Zero;
        Move(_pending, _sent);
        if (afresh)
        {
            _forgottenSecured = TimeSpan.Zero;
            Move(_sent, _secured);
            (_secured, _pending) = (_pending, _secured);
        }
        else
        {
            (_sent, _pending) = (_pending, _sent);
        }

        return null;
    }

    // What was sent goes first; but what was never sent is lost, where it is too much alone.
    private OutboundMessage? Bound()
    {
        OutboundMessage? chain = null;
        while (_secured.Held + _sent.Held + _pending.Held > limits.Utterance || _bytes > limits.UtteranceBytes)
        {
            if (_secured.TryRemoveOldest(out var oldest))
            {
                _forgottenSecured += oldest.Sound;
            }
            else if (_sent.TryRemoveOldest(out oldest))
            {
                _forgotten += oldest.Sound;
            }
            else if (_pending.TryRemoveOldest(out oldest))
            {
                oldest.IsMissed = true;
            }
            else
            {
                break;
            }

            _bytes -= oldest.SoundBytes;
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

    private OutboundMessage? Empty(MicrophoneLane lane, OutboundMessage? chain)
    {
        while (lane.TryTake(out var oldest))
        {
            _bytes -= oldest.SoundBytes;
            (oldest.Next, chain) = (chain, oldest);
        }

        return chain;
    }

    private static void Move(MicrophoneLane from, MicrophoneLane to)
    {
        while (from.TryTake(out var message))
        {
            to.Add(message);
        }
    }
}
