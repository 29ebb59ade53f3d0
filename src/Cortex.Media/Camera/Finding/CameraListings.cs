using System.Globalization;
using System.Text.RegularExpressions;

namespace Cortex.Media.Camera;

/// <summary>Reads what programs say about cameras. Pure; what it does not understand it passes over.</summary>
static partial class CameraListings
{
    /// <summary>The modes in <c>ffmpeg -f v4l2 -list_formats all</c>; none where the node is no camera.</summary>
    public static IReadOnlyList<CameraMode> V4l2(string said) =>
        [.. FormatLine().Matches(said).Select(line => new CameraMode(line.Groups[2].Value, line.Groups[2].Value is "mjpeg" or "jpeg", Sizes(line.Groups[3].Value)))
            .Where(static mode => mode.Format != "Unsupported")];

    /// <summary>The cameras in <c>rpicam-hello --list-cameras</c>.</summary>
    public static IReadOnlyList<CameraDevice> Rpicam(string said)
    {
        var cameras = new List<CameraDevice>();
        foreach (var line in said.Split('\n'))
        {
            if (CameraLine().Match(line) is { Success: true } camera)
                cameras.Add(new($"rpicam:{camera.Groups[1].Value}", camera.Groups[2].Value, CameraKind.RaspberryPi, []));
            else if (cameras.Count > 0 && Sizes(SensorMode().Match(line).Groups[1].Value) is [var size])
                cameras[^1] = cameras[^1] with { Modes = With(cameras[^1].Modes, FormatName().Match(line).Groups[1].Value, size) };
        }

        return cameras;
    }

    static IReadOnlyList<CameraMode> With(IReadOnlyList<CameraMode> modes, string format, PictureSize size) => format.Length > 0 || modes.Count == 0
        ? [.. modes, new(format, IsJpeg: false, [size])]
        : [.. modes.SkipLast(1), modes[^1] with { Sizes = [.. modes[^1].Sizes, size] }];

    static IReadOnlyList<PictureSize> Sizes(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => PictureSize.Parse(word)).OfType<PictureSize>()];

    /// <summary>The number at the end of a node's name; the largest number where there is none.</summary>
    public static int NumberOf(string node) =>
        int.TryParse(node.AsSpan(node.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    // [video4linux2,v4l2 @ 0x55d0] Compressed:       mjpeg :          Motion-JPEG : 640x480 1280x720
    [GeneratedRegex(@"(Raw|Compressed)\s*:\s*(\w+)\s*:[^:\n]*:([^\n]*)")]
    private static partial Regex FormatLine();

    // 0 : imx708_wide [4608x2592 10-bit RGGB] (/base/axi/pcie@120000/rp1/i2c@88000/imx708@1a)
    [GeneratedRegex(@"^\s*(\d+)\s*:\s*(\S[^\[(]*?)\s*[\[(]")]
    private static partial Regex CameraLine();

    //     Modes: 'SRGGB10_CSI2P' : 1536x864 [120.13 fps - (768, 432)/3072x1728 crop]
    [GeneratedRegex(@"^\s*(?:Modes:)?\s*(?:'\w+'\s*:)?\s*(\d+x\d+) \[")]
    private static partial Regex SensorMode();

    [GeneratedRegex(@"'(\w+)'\s*:")]
    private static partial Regex FormatName();
}
