namespace Cortex.Media.Playback;

/// <summary>
/// How much of the silence that a turn begins with is left out: all but the last of it before the first audible sample, up to a
/// bound. While there is nothing but silence, the turn waits for more. Pure.
/// </summary>
/// <param name="kept">Samples of silence that stay.</param>
/// <param name="most">Samples left out at most.</param>
internal sealed class LeadingSilence(int kept, int most)
{
    // -60 dBFS.
    private const int Audible = 33;
    private int _skipped;
    private bool _isOver;

    /// <summary>Nothing of the turn's sound may start yet.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>A turn begins.</summary>
    public void Begin() => (_skipped, _isOver, IsWaiting) = (0, most == 0, false);

    /// <summary>The samples that more than that need not be looked at.</summary>
    public int Look => _isOver ? 0 : kept + most - _skipped;

    /// <summary>Looks at what is there of a turn that has not begun to sound.</summary>
    /// <param name="first">The next samples, at most <see cref="Look"/>.</param>
    /// <param name="second">Those after them.</param>
    /// <param name="isWhole">No more will come.</param>
    /// <returns>How many to leave out.</returns>
    public int Skip(ReadOnlySpan<short> first, ReadOnlySpan<short> second, bool isWhole)
    {
        if (_isOver)
        {
            return 0;
        }

        var audible = FirstAudible(first) is >= 0 and var at ? at
            : FirstAudible(second) is >= 0 and var later ? first.Length + later
            : -1;
        var skipped = Math.Max(0, (audible >= 0 ? audible : first.Length + second.Length) - kept);
        _skipped += skipped;
        _isOver = audible >= 0 || isWhole || _skipped == most;
        IsWaiting = !_isOver;
        return skipped;
    }

    /// <summary>The first sample above silence, or -1.</summary>
    public static int FirstAudible(ReadOnlySpan<short> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) >= Audible)
            {
                return i;
            }
        }

        return -1;
    }
}
