using System.Globalization;

namespace Cortex.Media.Camera;

/// <summary>Every way a camera can fail, in one place: one line each, which says what, where and what to do.</summary>
static class CameraFaults
{
    const string CheckPlug = "check its plug and its cable";
    const string CheckServer = "check its address, its server and the network";
    const string ListsThem = "`cortex devices` lists those that are there";

    public static CameraException NoCamera(CameraList list) => new(
        list.Missing is null ? CameraFaultKind.NotThere : CameraFaultKind.NoProgram,
        list.Missing is { } missing ? $"no camera can be used: {missing}" : "there is no camera on this machine: plug one in, or name a picture, a folder, a video or a stream");

    public static CameraException NotThere(string choice, CameraList list) => new(
        CameraFaultKind.NotThere,
        list.Cameras.Count == 0
            ? $"there is no camera {choice}, and no other: plug it in"
            : $"there is no camera {choice}: there is {Names(list.Cameras)}");

    public static CameraException Several(string choice, IReadOnlyList<CameraDevice> cameras) =>
        new(CameraFaultKind.NotThere, $"{choice} is a part of several cameras' names: {Names(cameras)}; name one of them");

    public static CameraException Refused(CameraDevice camera, string fault) =>
        new(CameraWords.Of(fault) is CameraFaultKind.Ended ? CameraFaultKind.Busy : CameraWords.Of(fault), $"{camera.Name} cannot be used: {fault}");

    public static CameraException NoProgram(string camera, PictureCommand command) =>
        new(CameraFaultKind.NoProgram, $"{camera} is read by {command.Program}, which is not installed: sudo apt install {command.Package}");

    public static CameraException Ended(string camera, bool isStream, string? words)
    {
        var kind = CameraWords.Of(words, isStream);
        return new(
            kind,
            kind is CameraFaultKind.Ended ? $"{camera} ended{(words is null ? "" : $" ({words})")}: {Check(isStream)}"
                : kind is CameraFaultKind.Refused ? $"{camera}: its server refuses it ({words}): check the address, with its user and its password"
                : $"{camera}: {Words(kind)}",
            words);
    }

    public static CameraException Stalled(string camera, bool isStream, TimeSpan limit, string? unusable, string? words) => unusable is null
        ? new(CameraFaultKind.Stalled, string.Create(CultureInfo.InvariantCulture, $"{camera} gave no picture for {limit.TotalSeconds:0.#} s: {Check(isStream)}"), words)
        : new(CameraFaultKind.Damaged, $"none of the pictures of {camera} can be used: {unusable.TrimEnd('.')}", words);

    /// <summary>What is wrong and what to do, without a name.</summary>
    public static string Words(CameraFaultKind kind) => kind switch
    {
        CameraFaultKind.Busy => "another program has it: close that one",
        CameraFaultKind.Forbidden => "this user may not use it: sudo usermod -aG video $USER, then log in again",
        CameraFaultKind.NotThere => $"it is gone: plug it in again; {ListsThem}",
        CameraFaultKind.Unreachable => "its server does not answer: check the address and the network",
        _ => "it does not work: unplug it and plug it in again",
    };

    static string Check(bool isStream) => isStream ? CheckServer : CheckPlug;

    static string Names(IEnumerable<CameraDevice> cameras) => string.Join(", ", cameras.Select(static camera => $"{camera.Name} ({camera.Id})"));
}
