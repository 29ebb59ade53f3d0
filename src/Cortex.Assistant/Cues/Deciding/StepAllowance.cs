namespace Cortex.Assistant.Cues;

/// <summary>How many steps of turns may sound: six at once, then one every 0.8 s, so that a noisy street makes no music.</summary>
internal sealed class StepAllowance
{
    private const double Most = 6;
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(800);
    private double _left = Most;
    private TimeSpan _at;

    /// <summary>Takes one; false: there is none now.</summary>
    public bool TryTake(TimeSpan now)
    {
        _left = Math.Min(Most, _left + ((now - _at) / Each));
        _at = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
