using Cortex.Media.Frames;

namespace Cortex.Media.Detection;

/// <summary>
/// Makes steady things of what a detector finds in picture after picture: (things known, things found, now) → things known. Pure;
/// one thread at a time.
/// </summary>
/// <param name="frequency">Timestamps in a second.</param>
public sealed class Tracker(long frequency)
{
    /// <summary>Things that are followed at a time; more that are found are left out.</summary>
    public const int Most = 100;

    private const int MissesTolerated = 3;
    private const double GoneAfter = 1.5;
    private const double LostAfter = 5;
    private const double LeastLikeness = 0.2;
    private const double LargestChange = 3;
    private readonly List<Track> _tracks = [];
    private long _last;
    private int _number;

    /// <summary>Takes what was found in the next picture.</summary>
    /// <param name="found">The things, in any order.</param>
    /// <param name="seenAt">When the picture was captured, in timestamps; one that is not newer than the last changes nothing.</param>
    /// <returns>The things known now, in the order in which they appeared.</returns>
    public Scene Next(IReadOnlyList<SceneObject> found, long seenAt)
    {
        if (_last is not 0 && seenAt <= _last)
        {
            return Tell();
        }

        var at = (double)seenAt / frequency;
        var isFirstLook = _last is 0 || at - ((double)_last / frequency) > LostAfter;
        _last = seenAt;
        if (isFirstLook)
        {
            _tracks.Clear();
        }

        var isNew = Match(found, at);
        _tracks.RemoveAll(track => (track.Missed >= MissesTolerated && at - track.SeenAt >= GoneAfter) || at - track.SeenAt > LostAfter);
        for (var i = 0; i < found.Count && _tracks.Count < Most; i++)
        {
            if (isNew[i])
            {
                _tracks.Add(new Track(++_number, found[i], at, seenAt, isFirstLook));
            }
        }

        return Tell();
    }

    /// <summary>Pairs things known with things found, the likeliest pair first.</summary>
    /// <returns>Which of those found are new.</returns>
    private bool[] Match(IReadOnlyList<SceneObject> found, double at)
    {
        List<(double Likeness, Track Track, int Found)> pairs = [];
        foreach (var track in _tracks)
        {
            var expected = track.ExpectedAt(at);
            for (var i = 0; i < found.Count; i++)
            {
                if (found[i].Label == track.Label && Likeness(expected, found[i].Place) is >= LeastLikeness and var likeness)
                {
                    pairs.Add((likeness, track, i));
                }
            }
        }

        pairs.Sort(static (a, b) => b.Likeness != a.Likeness ? b.Likeness.CompareTo(a.Likeness) : a.Track.Number.CompareTo(b.Track.Number));
        var isNew = new bool[found.Count];
        Array.Fill(isNew, true);
        var missing = _tracks.ToHashSet();
        foreach (var (_, track, i) in pairs)
        {
            if (isNew[i] && missing.Remove(track))
            {
                isNew[i] = false;
                track.See(found[i], at);
            }
        }

        foreach (var track in missing)
        {
            track.Miss();
        }

        return isNew;
    }

    // What both share by what they cover, and a little for being near: at one picture a second a runner leaves their own box.
    private static double Likeness(PicturePlace a, PicturePlace b)
    {
        var (areaA, areaB) = (a.Width * a.Height, b.Width * b.Height);
        if (Math.Max(areaA, areaB) > LargestChange * LargestChange * Math.Min(areaA, areaB))
        {
            return 0;
        }

        var shared = Math.Max(0, Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left)) * Math.Max(0, Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top));
        var union = areaA + areaB - shared;
        var apart = Math.Sqrt(Square(a.Left + a.Right - b.Left - b.Right) + Square(a.Top + a.Bottom - b.Top - b.Bottom)) / 2;
        var reach = (Math.Sqrt(Square(a.Width) + Square(a.Height)) + Math.Sqrt(Square(b.Width) + Square(b.Height))) / 2;
        return (union > 0 ? shared / union : 0) + (reach > 0 ? 0.3 * Math.Max(0, 1 - (apart / reach)) : 0);
    }

    private static double Square(double value) => value * value;

    private Scene Tell() => new([.. _tracks.Where(static track => track.IsTold).Select(static track => track.Tell())], _last);
}
