using System.Globalization;

namespace Cortex.Media.Camera;

/// <summary>How a Raspberry Pi's own camera is asked for JPEGs, and for what it can do. Pure.</summary>
/// <param name="VideoProgram">Gives pictures.</param>
/// <param name="HelloProgram">Lists cameras.</param>
sealed record RpicamCommands(string VideoProgram = "rpicam-vid", string HelloProgram = "rpicam-hello")
{
    const string Package = "rpicam-apps";

    /// <param name="index">The camera, from 0.</param>
    /// <param name="size">Pixels; the camera's own processor scales.</param>
    /// <param name="framesPerSecond">Pictures a second.</param>
    /// <param name="quality">Of the JPEGs, 1 to 100.</param>
    public PictureCommand Video(int index, PictureSize size, double framesPerSecond, int quality) => new(
        VideoProgram,
        [
            "--camera", Number(index), "--codec", "mjpeg", "--quality", Number(quality), "--width", Number(size.Width), "--height", Number(size.Height),
            "--framerate", framesPerSecond.ToString("0.###", CultureInfo.InvariantCulture), "--timeout", "0", "--nopreview", "--flush", "--output", "-",
        ],
        Package);

    /// <summary>The cameras, on standard output.</summary>
    public PictureCommand List => new(HelloProgram, ["--list-cameras"], Package);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
