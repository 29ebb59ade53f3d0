using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Frames;

namespace Cortex.Engines.Turns;

/// <summary>The pictures: the newest, the one of the last question, and what all of them cost.</summary>
internal sealed class Sight(Setup setup)
{
    /// <summary>A picture with more bytes is not kept.</summary>
    public const int MostBytes = 12 * 1024 * 1024;

    private readonly bool _onlyActivity = setup.RealtimeInputConfig?.TurnCoverage == TurnCoverage.TurnIncludesOnlyActivity;
    private readonly MediaResolution? _resolution = setup.GenerationConfig?.MediaResolution;
    private Frame? _newest;
    private Frame? _inActivity;
    private Frame? _asked;
    private TokenCounts _tokens;

    /// <summary>Keeps a copy of a picture; a brain may hold frames, so each has bytes of its own.</summary>
    /// <returns>Null, or a sentence on what is wrong with it.</returns>
    public static string? TryCopy(MediaBytes picture, long capturedAt, out Frame? frame)
    {
        frame = null;
        var length = picture.DecodedLength;
        if (length == 0)
        {
            return "A picture of no bytes was dropped; send JPEG, PNG or WebP.";
        }

        if (length > MostBytes)
        {
            return $"A picture of {length} bytes was dropped; send at most {MostBytes}, best 768 pixels at quality 70.";
        }

        if (!picture.MimeType.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
        {
            return $"A picture of type '{picture.MimeType}' was dropped; send image/jpeg, image/png or image/webp.";
        }

        try
        {
            frame = new Frame(picture.ToArray(), picture.MimeType, Width: 0, Height: 0, capturedAt);
            return null;
        }
        catch (FormatException)
        {
            return "The base64 of a picture is damaged; it was dropped.";
        }
    }

    /// <summary>A picture of the camera.</summary>
    public void See(Frame frame, bool isUserActive, MediaResolution? resolution)
    {
        _newest = frame;
        _inActivity = isUserActive ? frame : _inActivity;
        if (isUserActive || !_onlyActivity)
        {
            _tokens += TokenCounts.OfFrame(resolution ?? _resolution);
        }
    }

    /// <summary>The user became active: what was seen before belongs to no turn where a turn holds only activity.</summary>
    public void ActivityStarted() => _inActivity = null;

    /// <summary>The pictures of a question, and what all pictures since the last question cost.</summary>
    /// <param name="inline">A picture that came with the question itself.</param>
    public (Frame? Frame, Frame? Earlier, TokenCounts Tokens) Take(Frame? inline)
    {
        var earlier = _asked;
        var frame = inline ?? (_onlyActivity ? _inActivity : _newest);
        var tokens = _tokens + (inline is null ? default : TokenCounts.OfPicture(_resolution));
        _asked = frame ?? _asked;
        _inActivity = null;
        _tokens = default;
        return (frame, earlier, tokens);
    }
}
