namespace Cortex.Assistant.Sight;

/// <summary>What there is to decide on.</summary>
internal readonly record struct SightInput
{
    /// <summary>Since the conversation was opened.</summary>
    public TimeSpan Now { get; init; }

    /// <summary>Where the wearer's turns stand.</summary>
    public Gaze Gaze { get; init; }

    /// <summary>What the camera showed within <see cref="FramePacer.Window"/>, the newest last; the newest is there however old it is.</summary>
    public IReadOnlyList<Glimpse> Seen { get; init; }

    /// <summary>Bytes on the wire so far, of everything; 0 where there is no wire.</summary>
    public long BytesUp { get; init; }

    /// <summary>The picture that was sent last is still to be written.</summary>
    public bool IsBusy { get; init; }

    /// <summary>The conversation has no connection now.</summary>
    public bool IsAway { get; init; }

    /// <summary>Which of the conversation's connections it is.</summary>
    public int Connection { get; init; }
}
