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

    /// <summary>It gives pictures.</summary>
    public void Well(string camera)
    {
        if (_told.Count == 0)
            return;
        _told.Clear();
        Log.CameraBack(logger, camera);
        onEvent?.Invoke(new(false, camera, "it is back"));
    }
}
