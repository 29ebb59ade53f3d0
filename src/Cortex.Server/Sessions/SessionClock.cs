namespace Cortex.Server.Sessions;

/// <summary>
/// The deadlines of a conversation: goAway, the connection's end, and the session limits that compression lifts (reference 4.4).
/// Pure: it is told how long the connection has lasted.
/// </summary>
/// <param name="lifetime">Of the connection.</param>
/// <param name="notice">How long before its end goAway goes out.</param>
/// <param name="audioLimit">Of a session without frames, less what it lasted on earlier connections; null without a limit.</param>
/// <param name="videoLimit">The same with frames.</param>
internal sealed class SessionClock(TimeSpan lifetime, TimeSpan notice, TimeSpan? audioLimit, TimeSpan? videoLimit)
{
    private bool _saidGoAway;

    /// <summary>What is due now, or how long to wait until there may be something.</summary>
    public (ClockAct Act, TimeSpan Wait) Next(TimeSpan elapsed, bool hasVideo)
    {
        if (IsExhausted(elapsed, hasVideo))
        {
            return (ClockAct.Exhaust, TimeSpan.Zero);
        }

        if (elapsed >= lifetime)
        {
            return (ClockAct.Abort, TimeSpan.Zero);
        }

        var goAway = lifetime > notice ? lifetime - notice : TimeSpan.Zero;
        if (!_saidGoAway && elapsed >= goAway)
        {
            _saidGoAway = true;
            return (ClockAct.SayGoAway, TimeSpan.Zero);
        }

        var wait = (_saidGoAway ? lifetime : goAway) - elapsed;
        wait = Sooner(wait, audioLimit - elapsed);
        return (ClockAct.Wait, Sooner(wait, videoLimit - elapsed));
    }

    /// <summary>True where the session's limit is reached.</summary>
    public bool IsExhausted(TimeSpan elapsed, bool hasVideo) => (hasVideo ? videoLimit : audioLimit) is { } limit && elapsed >= limit;

    private static TimeSpan Sooner(TimeSpan wait, TimeSpan? other) => other is { } some && some > TimeSpan.Zero && some < wait ? some : wait;
}
