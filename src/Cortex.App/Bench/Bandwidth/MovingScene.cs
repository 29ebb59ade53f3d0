using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Cortex.App.Bench;

/// <summary>A made scene that moves as a worn camera's does, drawn by <c>ffmpeg</c> so that every machine measures the same.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Source">What ffmpeg draws, with its filters; 1280 x 720.</param>
internal sealed record MovingScene(string Name, string Source)
{
    private const string Picture = "mandelbrot=s=2560x1440:r=0.01:maxiter=300:start_scale=0.6";

    /// <summary>Fine detail everywhere, in the noise of a sensor; a wearer who walks and looks around, the same in little light, one who stands, and a sharp chart.</summary>
    public static IReadOnlyList<MovingScene> All { get; } =
    [
        new MovingScene("walking", $"{Picture},loop=-1:1,fps=25,crop=1280:720:x='640+500*sin(t*0.7)+14*sin(t*11)':y='360+200*sin(t*0.43)+18*sin(t*12.5)',noise=alls=8:allf=t"),
        new MovingScene("walking at dusk", $"{Picture},loop=-1:1,fps=25,crop=1280:720:x='640+500*sin(t*0.7)+14*sin(t*11)':y='360+200*sin(t*0.43)+18*sin(t*12.5)',noise=alls=45:allf=t") { IsHeavy = true },
        new MovingScene("standing", $"{Picture},loop=-1:1,fps=25,crop=1280:720:x='640+5*sin(t*9)':y='360+4*sin(t*7)',noise=alls=8:allf=t"),
        new MovingScene("chart", "testsrc2=s=1280x720:r=25,noise=alls=8:allf=t"),
    ];

    /// <summary>Its pictures weigh the most.</summary>
    public bool IsHeavy { get; init; }

    /// <summary>Makes the video.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="IOException">ffmpeg is not there, or fails; says what to do.</exception>
    public async Task<string> MakeAsync(string folder, TimeSpan length, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, Name.Replace(' ', '-') + ".mkv");
        await RunAsync(
            ["-f", "lavfi", "-i", Source, "-t", length.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture), "-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p", path],
            cancellationToken);
        return path;
    }

    /// <summary>Some of a video's pictures, as a camera would give them.</summary>
    public static async Task<IReadOnlyList<byte[]>> PicturesAsync(string video, int longestSide, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(video + "." + longestSide.ToString(CultureInfo.InvariantCulture));
        await RunAsync(["-i", video, "-vf", $"fps=2,scale={longestSide}:-2", "-frames:v", "16", "-q:v", "4", Path.Combine(folder.FullName, "%02d.jpg")], cancellationToken);
        return [.. folder.GetFiles().OrderBy(static file => file.Name, StringComparer.Ordinal).Select(static file => File.ReadAllBytes(file.FullName))];
    }

    private static async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-hide_banner", "-nostdin", "-loglevel", "error", "-y", .. arguments]) { RedirectStandardError = true })!;
            var complaints = ffmpeg.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await ffmpeg.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                ffmpeg.Kill();
                throw;
            }

            if (ffmpeg.ExitCode != 0)
            {
                throw new IOException($"ffmpeg cannot make the bench's video: {(await complaints).Trim()}");
            }
        }
        catch (Win32Exception)
        {
            throw new IOException("the bench's videos are made by ffmpeg, which is not here: sudo apt install ffmpeg");
        }
    }
}
