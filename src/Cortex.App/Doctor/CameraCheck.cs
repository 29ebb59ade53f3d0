using System.Globalization;
using Cortex.App.Camera;
using Cortex.App.Configuration;
using Cortex.Media.Frames;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Doctor;

/// <summary>The camera that a conversation would see with: one picture of it.</summary>
internal sealed class CameraCheck(TimeProvider time, ILoggerFactory loggers) : ICheck
{
    private const string Subject = "camera";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    public string Name => "Camera";

    public TimeSpan Limit => TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<Finding>> LookAsync(CortexSettings settings, CancellationToken cancellationToken)
    {
        if (!settings.Camera.IsEnabled)
        {
            return [new(Subject, Health.Good, "is switched off, by camera.enabled")];
        }

        if (settings.Camera.Device is "feed")
        {
            return [new(Subject, Health.Good, $"another process brings the pictures, on {settings.FeedSocket ?? "a socket that feed.socket has to name"}")];
        }

        var missing = new List<Finding>();
        await using var camera = await CameraPlace.OpenAsync(
            settings.Camera.Device, settings, null, Patience, words => missing.Add(new(Subject, Health.Advice, words, "without one Cortex hears and speaks, and says that it does not see")), static _ => { }, time, loggers, cancellationToken);
        if (camera is null)
        {
            return missing.Count > 0 ? missing : [new(Subject, Health.Good, "none, by camera.device")];
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = camera.RunAsync(over.Token);
        var began = time.GetTimestamp();
        camera.Look();
        while (camera.Newest is null && !running.IsFaulted && time.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(Between, time, cancellationToken);
        }

        var finding = camera.Newest is { } frame ? Seen(camera.Name, frame, time.GetElapsedTime(began))
            : new Finding(Subject, Health.Broken, running.Exception?.GetBaseException().Message ?? $"{camera.Name} gave no picture within {Patience.TotalSeconds:0} s", "another program may have it: `fuser /dev/video0`; `cortex devices` lists all");
        await over.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return [finding];
    }

    private static Finding Seen(string name, Frame frame, TimeSpan took) => new(
        Subject,
        Health.Good,
        string.Create(CultureInfo.InvariantCulture, $"{name}: a picture of {frame.Bytes.Length / 1000.0:0} KB after {took.TotalMilliseconds:0} ms")) { Figures = [("firstPictureMs", took.TotalMilliseconds), ("bytes", frame.Bytes.Length)] };
}
