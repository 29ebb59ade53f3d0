using Cortex.App.Commands;
using Cortex.App.Sound;
using Cortex.Media.Camera;

namespace Cortex.App.Talk;

/// <summary>Keeps a talk from writing over what it reads, or two things into one file; before anything is opened.</summary>
internal static class FileClash
{
    /// <exception cref="CommandFailure">Two options name one file, and one of them is written.</exception>
    public static void Check(TalkRequest request)
    {
        // What names a device is no file.
        var speaker = request.Speaker is { } place && !SoundPlace.IsDevice(place) ? place : null;
        var read = request.Questions.Select(static question => ("--mic", question.Recording))
            .Append(("--camera", request.Camera is { } camera && !Cameras.IsLive(camera) ? camera : null))
            .Append(("--scenario", request.Scenario));
        (string Option, string? Path)[] written = [("--speaker", speaker), ("--record", request.Record)];
        for (var i = 0; i < written.Length; i++)
        {
            foreach (var (option, path) in written[..i].Concat(read))
            {
                if (written[i].Path is { } target && path is not null && AreOne(target, path))
                {
                    throw new CommandFailure(ExitCode.Usage, $"{target}: is named by {option} and by {written[i].Option}, which would write over it; name another file");
                }
            }
        }
    }

    // A device, such as /dev/null, may be named as often as one likes.
    private static bool AreOne(string path, string other) =>
        Resolved(path) is var resolved && resolved == Resolved(other) && !resolved.StartsWith("/dev/", StringComparison.Ordinal) && !Directory.Exists(resolved);

    private static string Resolved(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (Exception unclear) when (unclear is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return path;
        }
    }
}
