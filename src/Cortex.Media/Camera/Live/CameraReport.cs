using Microsoft.Extensions.Logging;

namespace Cortex.Media.Camera;

/// <summary>Says what happens to a camera, each kind of fault once until it is well again, to the log and to the wearer.</summary>
sealed class CameraReport(Action<CameraEvent>? onEvent, ILogger logger)
{
    readonly HashSet<CameraFaultKind> _told = [];

    public void Lost(string camera, CameraException fault)
    {
        if (!_told.Add(fault.Kind))
            return;
        Log.CameraLost(logger, camera, fault.Message, fault.Words ?? "none");
        onEvent?.Invoke(new(true, camera, $"{fault.Message}; the conversation goes on without pictures"));
    }

    /// <summary>It gives pictures. One that does for a moment, and dies again and again, is not back.</summary>
    /// <param name="camera">Its name.</param>
    /// <param name="well">How long it has given them.</param>
    public void Well(string camera, TimeSpan well)
    {
        if (_told.Count == 0 || well < CameraRetry.WellAfter)
            return;
        _told.Clear();
        Log.CameraBack(logger, camera);
        onEvent?.Invoke(new(false, camera, "it is back"));
    }
}
