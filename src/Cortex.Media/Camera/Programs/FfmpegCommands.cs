using System.Globalization;
using Cortex.Media.Frames;

namespace Cortex.Media.Camera;

/// <summary>How <c>ffmpeg</c> is asked for JPEGs. Pure.</summary>
/// <param name="Program">Its name or path.</param>
sealed record FfmpegCommands(string Program = "ffmpeg")
{
    const string Package = "ffmpeg";

    // ffmpeg counts from 2, the best, to 31: 5 is somewhat above a quality of 70, 2 above one of 90.
    const int Fine = 85;

    // Microseconds; longer than a camera may take to start. Whoever reads it gives up before; this ends an ffmpeg that nobody reads any
    // more, on a server that never answers.
    const string Patience = "15000000";

    /// <summary>A video file, as fast as it is read.</summary>
    // "file:" and the whitelist keep a name such as "concat:…" or a playlist from reaching anything but local files.
    public PictureCommand File(string path, double framesPerSecond, FrameLimits limits) =>
        Make(["-protocol_whitelist", "file,pipe", "-i", $"file:{path}"], Encoded(framesPerSecond, limits));

    /// <summary>A camera of Video4Linux: its JPEGs as they come where it makes some, else encoded here.</summary>
    /// <param name="node">Such as <c>/dev/video0</c>.</param>
    /// <param name="mode">Which of its forms; null leaves it to the driver.</param>
    /// <param name="size">Pixels; null leaves them to the driver.</param>
    /// <param name="framesPerSecond">Asked of the camera, which may give more.</param>
    /// <param name="limits">Longest side and quality of what has to be encoded.</param>
    public PictureCommand Device(string node, CameraMode? mode, PictureSize? size, double framesPerSecond, FrameLimits limits)
    {
        string[] format = mode is null ? [] : ["-input_format", mode.Format];
        string[] pixels = size is null ? [] : ["-video_size", $"{size}"];
        return Make(
            ["-f", "v4l2", "-framerate", Number(framesPerSecond), .. format, .. pixels, "-i", node],
            mode is { IsJpeg: true } ? Copied : Encoded(framesPerSecond, limits));
    }

    /// <summary>A stream of the network. Nothing in it can make ffmpeg read a local file.</summary>
    public PictureCommand Stream(string address, double framesPerSecond, FrameLimits limits)
    {
        string[] transport = address.StartsWith("rtsp", StringComparison.OrdinalIgnoreCase) ? ["-rtsp_transport", "tcp", "-timeout", Patience] : ["-rw_timeout", Patience];
        return Make(
            ["-protocol_whitelist", "http,https,httpproxy,tcp,tls,udp,rtp,rtsp,rtsps,srtp,crypto", "-fflags", "nobuffer", "-flags", "low_delay", .. transport, "-i", address],
            Encoded(framesPerSecond, limits));
    }

    /// <summary>Whatever the user's own input arguments name.</summary>
    // A picture that ffmpeg draws itself comes as fast as it is taken, a device never does.
    public PictureCommand Input(IReadOnlyList<string> arguments, double framesPerSecond, FrameLimits limits) =>
        Make([.. arguments.Contains("lavfi") && !arguments.Contains("-re") ? (string[])["-re"] : [], .. arguments], Encoded(framesPerSecond, limits));

    /// <summary>What a camera of Video4Linux can do, on standard error.</summary>
    public PictureCommand Formats(string node) => new(Program, ["-hide_banner", "-nostdin", "-f", "v4l2", "-list_formats", "all", "-i", node], Package);

    static string[] Copied => ["-c:v", "copy"];

    // More than one thread would hold back as many pictures as there are threads.
    static string[] Encoded(double framesPerSecond, FrameLimits limits)
    {
        var side = limits.LongestSide.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-vf", $"fps={Number(framesPerSecond)},scale='min({side},iw)':'min({side},ih)':force_original_aspect_ratio=decrease:out_range=pc",
            "-pix_fmt", "yuvj420p", "-c:v", "mjpeg", "-threads", "1", "-q:v", limits.Quality >= Fine ? "2" : "5",
        ];
    }

    static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    PictureCommand Make(string[] input, string[] output) => new(
        Program,
        ["-hide_banner", "-nostdin", "-loglevel", "error", .. input, "-an", "-sn", "-dn", "-map_metadata", "-1", .. output, "-f", "image2pipe", "-flush_packets", "1", "pipe:1"],
        Package);
}
