using Cortex.App.WebConsole.Messages;
using Cortex.Live;
using Cortex.Media.Detection;
using Cortex.Media.Frames;

namespace Cortex.App.WebConsole.Events;

/// <summary>
/// Tells pages what this device recognises: of its own camera what is known anyway, of a page's pictures the newest, one look at a
/// time. Looks at nothing where nobody wants to see it. Any thread.
/// </summary>
/// <param name="source">Looks at a picture; null: nobody can.</param>
/// <param name="newest">What is known of this device's camera.</param>
/// <param name="bulletin">Tells pages.</param>
/// <param name="time">The clock.</param>
internal sealed class SceneNews(ISceneSource? source, Func<Scene?> newest, Bulletin bulletin, TimeProvider time)
{
    private const int MostBytes = 2 * 1024 * 1024;
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private Frame? _seen;
    private int _isLooking;
    private Scene? _told;

    /// <summary>The camera of this device is the one that counts: tells what is new of it.</summary>
    public void Look()
    {
        if (newest() is { } scene && scene != _told)
        {
            _told = scene;
            Tell(scene);
        }
    }

    /// <summary>A page sends a picture.</summary>
    /// <param name="picture">Borrowed; copied.</param>
    public void See(MediaBytes picture)
    {
        if (source is null || picture.DecodedLength is 0 or > MostBytes)
        {
            return;
        }

        try
        {
            var frame = new Frame(picture.ToArray(), picture.MimeType, Width: 0, Height: 0, time.GetTimestamp());
            Volatile.Write(ref _seen, frame);
            if (bulletin.HasPages && Interlocked.Exchange(ref _isLooking, 1) is 0)
            {
                _ = FindAsync(frame, source);
            }
        }
        catch (FormatException)
        {
            // Damaged; whoever answers says so.
        }
    }

    /// <summary>What is in the newest picture of a page.</summary>
    /// <returns>Null: it sent none in the last seconds, or nobody can tell.</returns>
    /// <exception cref="IOException">The look failed.</exception>
    public ValueTask<Scene?> LookAsync(CancellationToken cancellationToken) =>
        source is not null && Volatile.Read(ref _seen) is { } frame && time.GetElapsedTime(frame.CapturedAt) < Fresh ? source.FindAsync(frame, cancellationToken) : new((Scene?)null);

    private async Task FindAsync(Frame frame, ISceneSource from)
    {
        try
        {
            using var limit = new CancellationTokenSource(LookLimit, TimeProvider.System);
            if (await from.FindAsync(frame, limit.Token) is { } scene)
            {
                Tell(scene);
            }
        }
        catch (Exception blind) when (blind is IOException or OperationCanceledException)
        {
            // No boxes this time.
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private void Tell(Scene scene) => bulletin.Post(new SceneMessage(0, 0, [.. scene.Objects.Select(Thing)]));

    private static SceneThing Thing(SceneObject thing)
    {
        var place = thing.Place;
        var where = thing.Side switch
        {
            Side.Left => "on the left",
            Side.Right => "on the right",
            Side.Across => "from side to side",
            _ => "ahead",
        };
        return new SceneThing(thing.Label, Round(thing.Confidence), Round(place.Left), Round(place.Top), Round(place.Width), Round(place.Height), where);
    }

    private static double Round(double fraction) => Math.Round(fraction, 4);
}
