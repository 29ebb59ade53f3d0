using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>
/// Decides which picture goes out, and when: one at the start of a spoken turn, then at the set rate until the answer sounds, seldom
/// after it, and at last none. The newest wins; a blurred one gives way to a sharper one of the last moments, one that shows nothing
/// new is not sent, and the byte budget has the last word. Pure.
/// </summary>
internal static class FramePacer
{
    /// <summary>Between two looks at the camera while pictures are wanted.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>The same where somebody waits for the first picture.</summary>
    public static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(50);

    /// <summary>A picture older than this is not taken for a sharper one.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(300);

    /// <summary>The very same picture is not sent again at a turn's start if it went so short a time ago.</summary>
    public static readonly TimeSpan Just = TimeSpan.FromSeconds(1);

    /// <summary>So long a picture may wait to be written before a newer one takes its place.</summary>
    public static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(1);

    /// <summary>The difference from which a picture shows something new.</summary>
    public const double Change = 0.1;

    // A little sharper is noise; as sharp as the last one is as sharp as this scene can be.
    private const double Sharper = 1.5;
    private const double SharpEnough = 0.9;
    private const double SameScene = 0.3;

    // A picture waits for room rather than shrink to nothing; a turn's first would rather shrink.
    private const int Least = 4000;
    private const int LeastFirst = 10_000;
    private const double LeastShare = 0.6;

    /// <summary>One look.</summary>
    public static SightStep Look(in SightState before, in SightInput input, SightOptions options)
    {
        var state = before with
        {
            Bucket = before.Bucket.Count(input.Now, input.BytesUp, options.BudgetBytesPerSecond),
            LastOpen = input.Gaze.IsOpen ? input.Now : before.LastOpen,
        };
        return input.Gaze switch
        {
            { Turn: > 0, IsActive: true } gaze when gaze.Turn != state.Turn => Begin(state, input, options),
            { Turn: > 0, IsActive: true } => Follow(state, input, options),
            _ when state.LastOpen is { } open && (input.Gaze.IsOpen || input.Now - open < options.IdleFor) => Linger(state, input, options),
            _ => new(state, null, null, LeftOut.None, null),
        };
    }

    /// <summary>A picture was handed on.</summary>
    /// <param name="state">From the look that decided it.</param>
    /// <param name="glimpse">Which.</param>
    /// <param name="bytes">What it weighs as it was sent.</param>
    /// <param name="input">What it was decided on.</param>
    /// <param name="options">How.</param>
    public static SightState Sent(in SightState state, Glimpse glimpse, int bytes, in SightInput input, SightOptions options)
    {
        var wire = UplinkBucket.WireBytes(bytes);
        return state with
        {
            Last = new SentPicture(glimpse, input.Now, input.Connection),
            LastDealt = input.Now,
            Bucket = state.Bucket.Take(wire, input.Now),
            Thrift = state.Bucket.IsMetered ? state.Thrift.After(wire, state.Bucket.OthersPerSecond, options.FramesPerSecond, options.BudgetBytesPerSecond) : state.Thrift,
        };
    }

    /// <summary>A picture went beside this pacing, with a typed question.</summary>
    public static SightState Beside(in SightState state, int bytes, TimeSpan now) =>
        state with { Bucket = state.Bucket.Take(UplinkBucket.WireBytes(bytes), now), LastDealt = now };

    /// <summary>The newest picture, or a much sharper one that is not much older; null: there is none that can be read.</summary>
    /// <param name="seen">What the camera showed, the newest last.</param>
    /// <param name="now">Since the conversation was opened.</param>
    /// <param name="last">What was sent before; nothing as old as that is taken.</param>
    public static Glimpse? Choose(IReadOnlyList<Glimpse> seen, TimeSpan now, SentPicture? last)
    {
        var best = seen.Count > 0 ? seen[^1] : null;
        if (seen.Count < 2 || (last?.Glimpse.Measure is { } sent && best!.Measure is { } newest && IsAsSharp(newest, sent)))
        {
            return best;
        }

        for (var i = seen.Count - 2; i >= 0 && now - seen[i].At <= Window && seen[i].At > (last?.Glimpse.At ?? TimeSpan.MinValue); i--)
        {
            best = best!.Measure is not { } least ? seen[i]
                : seen[i].Measure is { } other && other.Sharpness > (ReferenceEquals(best, seen[^1]) ? Sharper : 1) * least.Sharpness ? seen[i]
                : best;
        }

        return best!.Measure is null ? null : best;
    }

    // Of the same scene: of another one it says nothing.
    private static bool IsAsSharp(FrameMeasure newest, FrameMeasure sent) =>
        newest.Sharpness >= SharpEnough * sent.Sharpness && newest.DifferenceFrom(sent) < SameScene;

    private static SightStep Begin(in SightState state, in SightInput input, SightOptions options)
    {
        var began = state with { Turn = input.Gaze.Turn, Start = input.Now, Beat = 0, Held = 0 };
        var newest = input.Seen.Count > 0 ? input.Seen[^1] : null;
        if (newest is null)
        {
            return new(state, null, null, LeftOut.None, input.Now + FirstPoll);
        }

        if (state.Last is { } last && IsSame(newest, last, input) && input.Now - last.At < Just && !input.IsBusy)
        {
            return new(began, null, null, LeftOut.Unchanged, input.Now + Poll);
        }

        // What waits to be written is older than this turn: the newer one takes its place.
        var held = state.Held == -input.Gaze.Turn;
        if (Affordable(state, options, LeastFirst) is not { } limits)
        {
            return new(state with { Held = -input.Gaze.Turn }, null, null, held ? LeftOut.None : LeftOut.Budget, input.Now + Poll);
        }

        return Send(began, input, limits, input.Now + Poll);
    }

    private static SightStep Follow(in SightState state, in SightInput input, SightOptions options)
    {
        var interval = TimeSpan.FromSeconds(1 / options.FramesPerSecond);
        var beat = (input.Now - state.Start).Ticks / interval.Ticks;
        var next = Sooner(state.Start + (interval * (Math.Max(beat, state.Beat) + 1)), input.Now + Poll);
        var dealt = state with { Beat = beat };
        if (state.Thrift.Step is Thrift.None && beat > state.Beat)
        {
            return new(dealt with { Thrift = Rested(state, options) }, null, null, LeftOut.Budget, next);
        }

        if (beat - state.Beat < state.Thrift.Stride || input.Seen.Count is 0)
        {
            return new(state, null, null, LeftOut.None, next);
        }

        var newest = input.Seen[^1];
        if (state.Last is { } last && IsSame(newest, last, input))
        {
            // A newer one may come within this beat.
            return Hold(state, beat, LeftOut.Unchanged, next);
        }

        if (IsUnchanged(newest, state.Last, input))
        {
            return new(dealt with { Thrift = Rested(state, options) }, null, null, LeftOut.Unchanged, next);
        }

        if (input.IsAway || input.IsBusy)
        {
            var slow = state.Held != beat && !input.IsAway ? state with { Thrift = state.Thrift.Worse() } : state;
            return Hold(slow, beat, LeftOut.Uplink, next);
        }

        return Affordable(state, options) is { } limits
            ? Send(dealt, input, limits, next)
            : Hold(state, beat, LeftOut.Budget, next);
    }

    private static SightStep Linger(in SightState state, in SightInput input, SightOptions options)
    {
        var next = input.Now + Poll;
        if (input.Seen.Count is 0 || input.Now - state.LastDealt < options.IdleInterval)
        {
            return new(state, null, null, LeftOut.None, next);
        }

        var dealt = state with { LastDealt = input.Now };
        if (IsUnchanged(input.Seen[^1], state.Last, input))
        {
            return new(dealt, null, null, LeftOut.Unchanged, next);
        }

        if (input.IsAway || input.IsBusy)
        {
            return new(dealt, null, null, LeftOut.Uplink, next);
        }

        return state.Thrift.Step is not Thrift.None && Affordable(state, options) is { } limits
            ? Send(dealt, input, limits, next)
            : new(dealt, null, null, LeftOut.Budget, next);
    }

    private static SightStep Send(in SightState state, in SightInput input, FrameLimits limits, TimeSpan next) =>
        Choose(input.Seen, input.Now, state.Last) is { } chosen
            ? new(state, chosen, limits, ReferenceEquals(chosen, input.Seen[^1]) ? LeftOut.None : LeftOut.Blurred, next)
            : new(state, null, null, LeftOut.Damaged, next);

    // It stays due; why it is late counts once.
    private static SightStep Hold(in SightState state, long beat, LeftOut why, TimeSpan next) =>
        new(state with { Held = beat }, null, null, state.Held == beat ? LeftOut.None : why, next);

    private static bool IsSame(Glimpse newest, SentPicture last, in SightInput input) =>
        last.Connection == input.Connection && ReferenceEquals(newest.Frame, last.Glimpse.Frame);

    private static bool IsUnchanged(Glimpse newest, SentPicture? last, in SightInput input) =>
        last is not null && last.Connection == input.Connection
        && (ReferenceEquals(newest.Frame, last.Glimpse.Frame)
            || (newest.Measure is { } now && last.Glimpse.Measure is { } then && now.DifferenceFrom(then) < Change));

    private static Thrift Rested(in SightState state, SightOptions options) =>
        state.Thrift.Rest(state.Bucket.OthersPerSecond, options.FramesPerSecond, options.BudgetBytesPerSecond);

    // What the picture may be: as the thrift has it, and never more than what is left in the bucket.
    private static FrameLimits? Affordable(in SightState state, SightOptions options, int enough = int.MaxValue)
    {
        var limits = state.Thrift.Fit(options.Limits);
        if (!state.Bucket.IsMetered)
        {
            return limits;
        }

        var most = UplinkBucket.PictureBytes(state.Bucket.Level);
        var usual = Math.Max(Least, LeastShare * UplinkBucket.PictureBytes(state.Thrift.WireBytes));
        return most < Math.Min(Math.Min(limits.MaxBytes, enough), usual) ? null : most < limits.MaxBytes ? limits with { MaxBytes = most } : limits;
    }

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
