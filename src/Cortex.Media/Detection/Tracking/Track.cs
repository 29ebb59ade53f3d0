using Cortex.Media.Frames;

namespace Cortex.Media.Detection;

/// <summary>One thing that is followed from picture to picture.</summary>
internal sealed class Track
{
    // So fast the place follows what is seen: slower and it lags, faster and it shakes.
    private const double SmoothSeconds = 0.25;
    private const float EdgeWidth = 0.04f;
    private const double GrowsFrom = 0.12;
    private const double GrewFrom = 0.15;
    private const double RestsBelow = 0.05;
    private const double KnownAfter = 0.9;

    private readonly GrowthMeter _growth = new();
    private (float X, float Y) _speed;

    public Track(int number, SceneObject seen, double at, long timestamp, bool isAtOnce)
    {
        (Number, Label, Since, IsAtOnce, SeenAt) = (number, seen.Label, timestamp, isAtOnce, at);
        (Place, Confidence, Side) = (seen.Place, seen.Confidence, seen.Place.Side);
        _growth.Add(at, SizeOf(seen.Place));
    }

    public int Number { get; }

    public string Label { get; }

    /// <summary>Smoothed.</summary>
    public PicturePlace Place { get; private set; }

    public double Confidence { get; private set; }

    public Side Side { get; private set; }

    public Motion Motion { get; private set; }

    public long Since { get; }

    /// <summary>Seconds.</summary>
    public double SeenAt { get; private set; }

    /// <summary>Pictures in a row in which it was missing.</summary>
    public int Missed { get; private set; }

    /// <summary>Seen more than once, or at the first look, when nothing could be seen more than once.</summary>
    public bool IsTold => Seen > 1 || IsAtOnce;

    private int Seen { get; set; } = 1;

    private bool IsAtOnce { get; }

    /// <summary>Where it should be now, if it goes on as it went.</summary>
    public PicturePlace ExpectedAt(double at)
    {
        var (x, y) = (_speed.X * (float)Math.Min(1, at - SeenAt), _speed.Y * (float)Math.Min(1, at - SeenAt));
        return new(Place.Left + x, Place.Top + y, Place.Right + x, Place.Bottom + y);
    }

    public void Miss() => Missed++;

    public void See(SceneObject seen, double at)
    {
        var passed = at - SeenAt;
        var share = (float)(1 - Math.Exp(-passed / SmoothSeconds));
        var before = Place;
        Place = new(
            Mix(before.Left, seen.Place.Left, share),
            Mix(before.Top, seen.Place.Top, share),
            Mix(before.Right, seen.Place.Right, share),
            Mix(before.Bottom, seen.Place.Bottom, share));
        _speed = (Mix(_speed.X, Across(before) / (float)passed, 0.5f), Mix(_speed.Y, Down(before) / (float)passed, 0.5f));
        Confidence += (seen.Confidence - Confidence) * share;
        Side = Steady(Side, Place);
        (SeenAt, Missed) = (at, 0);
        Seen++;
        _growth.Add(at, SizeOf(seen.Place));
        Motion = Judge();
    }

    public SceneObject Tell() => new(Label, Confidence, Place)
    {
        Track = Number,
        Side = Side,
        Motion = Motion,
        GrowthPerSecond = _growth.PerSecond,
        Since = Since,
    };

    // Begins late and ends late, or it would be said and taken back with every other picture.
    private Motion Judge()
    {
        var (speed, span) = (_growth.PerSecond, _growth.Span);
        if (Math.Abs(speed) >= GrowsFrom && Math.Abs(speed * span) >= GrewFrom)
        {
            return speed > 0 ? Motion.Nearer : Motion.Farther;
        }

        var goesOn = (Motion is Motion.Nearer && speed >= RestsBelow) || (Motion is Motion.Farther && speed <= -RestsBelow);
        return goesOn ? Motion : span >= KnownAfter ? Motion.Steady : Motion is Motion.Unknown ? Motion.Unknown : Motion.Steady;
    }

    // A thing at the edge of a third stays where it was until it is well over.
    private static Side Steady(Side current, PicturePlace place) =>
        Nudged(place, -EdgeWidth, 0).Side == current || Nudged(place, EdgeWidth, 0).Side == current
        || Nudged(place, 0, EdgeWidth).Side == current || Nudged(place, 0, -EdgeWidth).Side == current
            ? current
            : place.Side;

    private static PicturePlace Nudged(PicturePlace place, float aside, float wider) =>
        place with { Left = place.Left + aside - (wider / 2), Right = place.Right + aside + (wider / 2) };

    private float Across(PicturePlace before) => (Place.Left + Place.Right - before.Left - before.Right) / 2;

    private float Down(PicturePlace before) => (Place.Top + Place.Bottom - before.Top - before.Bottom) / 2;

    private static float Mix(float from, float to, float share) => from + ((to - from) * share);

    private static double SizeOf(PicturePlace place) => Math.Sqrt(Math.Max(1e-6, place.Width * place.Height));
}
