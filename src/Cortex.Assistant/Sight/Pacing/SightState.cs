namespace Cortex.Assistant.Sight;

/// <summary>Where the pacing of pictures stands.</summary>
internal readonly record struct SightState
{
    /// <summary>The turn that got its first picture; 0 before the first.</summary>
    public int Turn { get; init; }

    /// <summary>When its rhythm began: the moment of its first picture.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>The newest beat of the rhythm that is dealt with.</summary>
    public long Beat { get; init; }

    /// <summary>The beat whose picture was held back, so that it counts once.</summary>
    public long Held { get; init; }

    /// <summary>When a turn was last open; null: none was yet.</summary>
    public TimeSpan? LastOpen { get; init; }

    /// <summary>When a picture was last sent, or looked at in vain between turns.</summary>
    public TimeSpan LastDealt { get; init; }

    /// <summary>The newest picture that was sent.</summary>
    public SentPicture? Last { get; init; }

    /// <summary>What may go up.</summary>
    public UplinkBucket Bucket { get; init; }

    /// <summary>How much pictures give way.</summary>
    public Thrift Thrift { get; init; }
}
