namespace Cortex.Assistant.Sight;

/// <summary>
/// A token bucket over all that goes up: it fills by the budget of a second in a second and holds as much, so that a second never has
/// more than twice of it. Sound takes without asking; pictures ask. Pure.
/// </summary>
internal readonly record struct UplinkBucket
{
    // The envelope of a picture, and the head of its WebSocket frame.
    private const int Envelope = 80;

    private static readonly TimeSpan Average = TimeSpan.FromSeconds(1);

    /// <summary>Bytes that may go now; less than zero after sound that could not wait.</summary>
    public double Level { get; private init; }

    /// <summary>What goes up beside pictures, in bytes a second, over the last second or so.</summary>
    public double OthersPerSecond { get; private init; }

    /// <summary>There is a wire that counts.</summary>
    public bool IsMetered { get; private init; }

    private bool IsFilled { get; init; }

    private TimeSpan At { get; init; }

    private long BytesUp { get; init; }

    private long Unwritten { get; init; }

    private TimeSpan UnwrittenSince { get; init; }

    /// <summary>A picture on the wire.</summary>
    /// <param name="bytes">Of the picture itself.</param>
    public static int WireBytes(int bytes) => ((bytes + 2) / 3 * 4) + Envelope;

    /// <summary>The picture that makes so many bytes on the wire; less than zero: none.</summary>
    public static int PictureBytes(double wireBytes) => (int)Math.Max(-1, (Math.Min(wireBytes, 1e9) - Envelope) / 4 * 3);

    /// <summary>Counts what went since the last time.</summary>
    /// <param name="now">Since the conversation was opened.</param>
    /// <param name="bytesUp">Bytes on the wire so far, of everything.</param>
    /// <param name="budget">Bytes a second.</param>
    public UplinkBucket Count(TimeSpan now, long bytesUp, int budget)
    {
        if (!IsFilled)
        {
            return new() { Level = budget, IsFilled = true, At = now, BytesUp = bytesUp, IsMetered = bytesUp > 0 };
        }

        var (elapsed, went) = ((now - At).TotalSeconds, Math.Max(0, bytesUp - BytesUp));
        var pictures = Math.Min(went, Unwritten);
        var (others, unwritten, level) = (went - pictures, Unwritten - pictures, Level);
        if (unwritten < Envelope || now - UnwrittenSince > FramePacer.WriteLimit)
        {
            (level, unwritten) = (level + unwritten, 0);
        }

        var share = 1 - Math.Exp(-elapsed / Average.TotalSeconds);
        return this with
        {
            Level = Math.Min(budget, level + (budget * elapsed) - others),
            OthersPerSecond = elapsed > 0 ? OthersPerSecond + (share * ((others / elapsed) - OthersPerSecond)) : OthersPerSecond,
            At = now,
            BytesUp = Math.Max(BytesUp, bytesUp),
            Unwritten = unwritten,
            IsMetered = bytesUp > 0,
        };
    }

    /// <summary>A picture was handed on; should nobody write it, it is given back.</summary>
    public UplinkBucket Take(int wireBytes, TimeSpan now) =>
        this with { Level = Level - wireBytes, Unwritten = Unwritten + wireBytes, UnwrittenSince = now };
}
