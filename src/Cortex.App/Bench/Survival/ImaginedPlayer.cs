namespace Cortex.App.Bench;

/// <summary>When an answer would sound if it were played as it comes, and where it would fall silent. Pure: it is told the time.</summary>
internal sealed class ImaginedPlayer
{
    private TimeSpan? _dryAt;

    /// <summary>Silence between the first sound of the present answer and its last.</summary>
    public TimeSpan Gap { get; private set; }

    /// <summary>When the present answer first sounded.</summary>
    public TimeSpan? FirstSound { get; private set; }

    /// <summary>The next answer is another one.</summary>
    public void Begin() => (_dryAt, Gap, FirstSound) = (null, TimeSpan.Zero, null);

    /// <summary>Sound came.</summary>
    public void Play(TimeSpan now, TimeSpan length)
    {
        if (length <= TimeSpan.Zero)
        {
            return;
        }

        FirstSound ??= now;
        if (_dryAt is { } dry && now > dry)
        {
            Gap += now - dry;
        }

        _dryAt = (_dryAt is { } end && end > now ? end : now) + length;
    }

    /// <summary>What has not sounded yet never will.</summary>
    public void Cut(TimeSpan now) => _dryAt = _dryAt is { } dry && dry > now ? now : _dryAt;
}
