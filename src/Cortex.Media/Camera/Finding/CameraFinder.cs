using System.Globalization;
using Cortex.Media.Frames;

namespace Cortex.Media.Camera;

/// <summary>Finds the cameras of this machine, and the one that was asked for.</summary>
sealed class CameraFinder(CameraOptions options, TimeProvider time)
{
    static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(5);

    // Parts of a Raspberry Pi's picture processor and decoders: nodes of Video4Linux, and no cameras.
    static readonly string[] NoCameras = ["bcm2835-", "rp1-cfe", "pispbe", "unicam", "rpi-hevc", "rpivid"];

    readonly CameraPlaces _places = options.Places;

    /// <summary>All of them, a Raspberry Pi's own first.</summary>
    public async Task<CameraList> ListAsync(CancellationToken cancellationToken)
    {
        var cameras = new List<CameraDevice>(await RaspberryAsync(cancellationToken).ConfigureAwait(false));
        string? missing = null;
        foreach (var (node, name) in Nodes())
        {
            var said = await AskAsync(_places.Ffmpeg.Formats(node), cancellationToken).ConfigureAwait(false);
            if (said is null)
            {
                missing = "ffmpeg, which reads cameras, is not installed: sudo apt install ffmpeg";
                cameras.Add(new(node, name, CameraKind.Video4Linux, [], missing));
            }
            else if (Device(node, name, said) is { } device)
            {
                cameras.Add(device);
            }
        }

        return new(cameras, missing);
    }

    /// <summary>The camera that a choice means, now.</summary>
    /// <exception cref="CameraException">There is none.</exception>
    public async Task<FoundCamera> FindAsync(string choice, CancellationToken cancellationToken)
    {
        var (rate, limits) = (options.FramesPerSecond, options.Limits with { LongestSide = options.LongestSide });
        if (CameraChoice.IsStream(choice))
            return new(CameraChoice.Named(choice), _places.Ffmpeg.Stream(choice, rate, limits));
        if (choice == CameraChoice.Auto && options.Input is { } input)
            return Own(ArgumentLine.Split(input), rate, limits);

        var list = await ListAsync(cancellationToken).ConfigureAwait(false);
        var camera = Choose(choice, list);
        return new(camera.Name, Command(camera, rate, limits));
    }

    // Its name is printed and logged.
    FoundCamera Own(IReadOnlyList<string> arguments, double rate, FrameLimits limits) =>
        new(string.Join(' ', arguments.Select(CameraChoice.Plain).Prepend("ffmpeg")), _places.Ffmpeg.Input(arguments, rate, limits));

    static CameraDevice Choose(string choice, CameraList list)
    {
        if (choice == CameraChoice.Auto)
            return list.Cameras.FirstOrDefault(static camera => camera.Fault is null) ?? throw CameraFaults.NoCamera(list);
        var exact = list.Cameras.FirstOrDefault(camera => camera.Id.Equals(choice, StringComparison.OrdinalIgnoreCase));
        var named = exact is not null ? [exact] : list.Cameras.Where(camera => camera.Name.Contains(choice, StringComparison.OrdinalIgnoreCase)).ToList();
        return named switch
        {
            [] => throw CameraFaults.NotThere(choice, list),
            [{ Fault: { } fault } only] => throw CameraFaults.Refused(only, fault),
            [var only] => only,
            _ => throw CameraFaults.Several(choice, named),
        };
    }

    PictureCommand Command(CameraDevice camera, double rate, FrameLimits limits)
    {
        if (camera.Kind is CameraKind.RaspberryPi)
        {
            var largest = camera.Modes.SelectMany(static mode => mode.Sizes).DefaultIfEmpty(new(1_536, 864)).MaxBy(static size => size.Longest);
            return _places.Rpicam.Video(CameraListings.NumberOf(camera.Id), options.Size ?? largest.Within(limits.LongestSide), rate, limits.Quality);
        }

        var (mode, size) = ModeChoice.Of(camera.Modes, options.Size, limits.LongestSide);
        return _places.Ffmpeg.Device(camera.Id, mode, size, rate, limits);
    }

    async Task<IReadOnlyList<CameraDevice>> RaspberryAsync(CancellationToken cancellationToken) =>
        CameraListings.Rpicam(await AskAsync(_places.Rpicam.List, cancellationToken).ConfigureAwait(false) ?? "");

    /// <summary>Null: it is no camera, but one of the other things that have a node.</summary>
    static CameraDevice? Device(string node, string name, string said)
    {
        var modes = CameraListings.V4l2(said);
        if (modes.Count > 0)
            return new(node, name, CameraKind.Video4Linux, modes);
        var fault = CameraWords.Of(said);
        return fault is CameraFaultKind.Busy or CameraFaultKind.Forbidden ? new(node, name, CameraKind.Video4Linux, [], CameraFaults.Words(fault)) : null;
    }

    List<(string Node, string Name)> Nodes()
    {
        if (!Directory.Exists(_places.Classes))
            return [];
        return Directory.EnumerateFileSystemEntries(_places.Classes, "video*")
            .Select(static folder => (Folder: folder, Node: Path.GetFileName(folder)))
            // What is not the first node of a camera carries its metadata.
            .Where(static entry => Read(entry.Folder, "index") is null or "0")
            .OrderBy(static entry => CameraListings.NumberOf(entry.Node))
            .Select(entry => (Path.Combine(_places.Nodes, entry.Node), Read(entry.Folder, "name") ?? entry.Node))
            .Where(static entry => !NoCameras.Any(part => entry.Item2.StartsWith(part, StringComparison.Ordinal)))
            .ToList();
    }

    async Task<string?> AskAsync(PictureCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await ShortProgram.AskAsync(command, AskLimit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{command.Program} did not answer within {AskLimit.TotalSeconds:0} s");
        }
    }

    static string? Read(string folder, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, name)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
