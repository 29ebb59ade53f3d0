using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>
/// Decides when a frame goes out: the newest at the start of a turn, then at the set rate while the turn is open, and within a
/// turn never the same picture twice. Pure.
/// </summary>
internal static class FramePacer
{
    /// <summary>How soon to look again where a turn waits for its first picture.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>The interval of a camera that sends only the picture at the start of a turn.</summary>
    public static readonly TimeSpan Never = TimeSpan.FromDays(1);

    /// <summary>One look.</summary>
    /// <param name="state">What was sent last.</param>
    /// <param name="turn">The newest open turn; 0 for none.</param>
    /// <param name="newest">The camera's newest frame.</param>
    /// <param name="now">Since the conversation was opened.</param>
    /// <param name="interval">Between two frames of a turn.</param>
    /// <returns>The state after, the frame to send if any, and when to look again; null: at the next turn.</returns>
    public static (FramePaceState State, Frame? Send, TimeSpan? Next) Advance(
        in FramePaceState state,
        int turn,
        Frame? newest,
        TimeSpan now,
        TimeSpan interval)
    {
        if (turn is 0)
        {
            return (state, null, null);
        }

        if (newest is null)
        {
            return (state, null, now + Look);
        }

        if (turn != state.Turn)
        {
            return (new(turn, now, newest), newest, now + interval);
        }

        if (now < state.At + interval)
        {
            return (state, null, state.At + interval);
        }

        return ReferenceEquals(newest, state.Frame)
            ? (state, null, now + Look)
            : (new(turn, now, newest), newest, now + interval);
    }
}
