using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>
/// How much pictures give way to the budget: quality, then size, then rate, then no pictures; and back in the other order, once what
/// the better step would cost has had room for a while. A try that failed at once is tried again later each time. Pure.
/// </summary>
internal readonly record struct Thrift
{
    /// <summary>The step of no pictures.</summary>
    public const int None = 7;

    private const int Lowest = 40;
    private const double Room = 0.85;
    private const int LeastPatience = 6;
    private const int MostPatience = 48;
    private const int Settled = 24;

    // Of the step: the part of the side that is left, every how many beats one goes, and how much more one step better may weigh.
    private static readonly (double Side, int Stride, double Growth)[] Steps =
    [
        (1, 1, 1), (1, 1, 1.6), (1, 1, 1.35), (0.75, 1, 1.7), (0.5, 1, 2), (0.5, 2, 1), (0.5, 5, 1), (0.5, 5, 1),
    ];

    /// <summary>0: as the profile says.</summary>
    public int Step { get; init; }

    /// <summary>What the last picture weighed on the wire; 0 before the first.</summary>
    public int WireBytes { get; private init; }

    /// <summary>Every how many beats a picture goes.</summary>
    public int Stride => Steps[Step].Stride;

    private int Calm { get; init; }

    private int SinceMove { get; init; }

    private bool WasBetter { get; init; }

    private int Patience { get; init; }

    /// <summary>What a picture may be at this step.</summary>
    public FrameLimits Fit(FrameLimits full) => Step is 0 ? full : full with
    {
        LongestSide = (int)(full.LongestSide * Steps[Step].Side),
        Quality = Step is 1 ? Math.Min(full.Quality, (full.Quality + Lowest) / 2) : Math.Min(full.Quality, Lowest),
        EncodesAlways = true,
    };

    /// <summary>A picture went.</summary>
    /// <param name="wireBytes">What it weighs.</param>
    /// <param name="others">What else goes up, in bytes a second.</param>
    /// <param name="framesPerSecond">Pictures a second where nothing gives way.</param>
    /// <param name="budget">Bytes a second.</param>
    public Thrift After(int wireBytes, double others, double framesPerSecond, int budget)
    {
        var after = this with { WireBytes = wireBytes };
        return (wireBytes * framesPerSecond / Stride) + others > budget ? after.Worse() : after.Rest(others, framesPerSecond, budget);
    }

    /// <summary>A beat without trouble: one of so many until a better step is tried.</summary>
    public Thrift Rest(double others, double framesPerSecond, int budget)
    {
        var patience = SinceMove >= Settled ? LeastPatience : Math.Max(Patience, LeastPatience);
        var after = this with { SinceMove = SinceMove + 1, Patience = patience };
        var better = Step is 0 ? 0 : (WireBytes * Steps[Step].Growth * framesPerSecond / Steps[Step - 1].Stride) + others;
        if (Step is 0 || better > Room * budget)
        {
            return after with { Calm = 0 };
        }

        return after.Calm + 1 < patience
            ? after with { Calm = after.Calm + 1 }
            : after with { Step = Step - 1, WireBytes = (int)(WireBytes * Steps[Step].Growth), Calm = 0, SinceMove = 0, WasBetter = true };
    }

    /// <summary>There was no room: one step down.</summary>
    public Thrift Worse()
    {
        var failed = WasBetter && SinceMove <= 3;
        var patience = Math.Clamp(failed ? Patience * 2 : Patience, LeastPatience, MostPatience);
        return Step is None
            ? this with { Calm = 0 }
            : this with { Step = Step + 1, WireBytes = (int)(WireBytes / Steps[Step + 1].Growth), Calm = 0, SinceMove = 0, WasBetter = false, Patience = patience };
    }
}
