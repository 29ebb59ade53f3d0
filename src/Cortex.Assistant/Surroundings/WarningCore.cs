using Cortex.Media.Detection;

namespace Cortex.Assistant.Surroundings;

/// <summary>
/// Decides what is warned of: (what was seen and said, scene, now) → the thing, or nothing. Pure; one thread at a time.
/// </summary>
public sealed class WarningCore(WarningOptions options)
{
    private readonly Dictionary<int, Watched> _watched = [];
    private TimeSpan? _warnedAt;

    /// <summary>Warnings that were due while another had just been given.</summary>
    public long HeldBack { get; private set; }

    /// <summary>Looks at the next scene.</summary>
    /// <param name="scene">Of things that are followed.</param>
    /// <param name="now">Since any beginning.</param>
    /// <returns>The thing that is to be warned of now, the fastest of several; null: none.</returns>
    public SceneObject? Next(Scene scene, TimeSpan now)
    {
        SceneObject? worst = null;
        foreach (var thing in scene.Objects.Where(thing => thing.Track is not 0 && options.Labels.Contains(thing.Label)))
        {
            if (IsDue(thing, now) && thing.GrowthPerSecond > (worst?.GrowthPerSecond ?? 0))
            {
                worst = thing;
            }
        }

        Forget(scene);
        if (worst is null || now - _warnedAt < options.Pause)
        {
            HeldBack += worst is null ? 0 : 1;
            return null;
        }

        _warnedAt = now;
        (_watched[worst.Track].WarnedAt, _watched[worst.Track].IsArmed) = (now, false);
        return worst;
    }

    private bool IsDue(SceneObject thing, TimeSpan now)
    {
        if (!_watched.TryGetValue(thing.Track, out var watched))
        {
            _watched[thing.Track] = watched = new Watched();
        }

        var comes = thing.GrowthPerSecond >= options.Growth && IsInTheWay(thing);
        watched.Agreeing = comes ? watched.Agreeing + 1 : 0;
        watched.IsArmed |= thing.GrowthPerSecond < options.Rest;
        if (watched.Agreeing < options.Agreeing)
        {
            return false;
        }

        // What goes on coming after it was said is said again only when it has rested meanwhile.
        return watched.WarnedAt is not { } at || (watched.IsArmed && now - at >= options.PauseOfOne);
    }

    private bool IsInTheWay(SceneObject thing) =>
        thing.Place.Left < options.Middle.To && thing.Place.Right > options.Middle.From
        && Math.Sqrt(thing.Place.Width * thing.Place.Height) >= options.LeastSize;

    private void Forget(Scene scene)
    {
        foreach (var track in _watched.Keys.Where(track => scene.Objects.All(thing => thing.Track != track)).ToArray())
        {
            _watched.Remove(track);
        }
    }

    private sealed class Watched
    {
        public int Agreeing { get; set; }

        public bool IsArmed { get; set; }

        public TimeSpan? WarnedAt { get; set; }
    }
}
