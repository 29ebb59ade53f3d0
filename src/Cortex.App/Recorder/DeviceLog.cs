using Cortex.Engines.Recording;
using Cortex.Media.Camera;
using Cortex.Media.Devices;

namespace Cortex.App.Recorder;

/// <summary>
/// Has the recorder write down what happens to devices. They are opened before the recorder, so it comes later; what was told before is
/// kept until then, as far as it goes.
/// </summary>
internal sealed class DeviceLog
{
    private const int MostEarly = 64;
    private readonly Lock _gate = new();
    private readonly List<Action<RecordingEngine>> _early = [];
    private RecordingEngine? _recorder;

    /// <summary>From now on it is written; null: never.</summary>
    public void Turn(RecordingEngine? recorder)
    {
        lock (_gate)
        {
            _recorder = recorder;
            foreach (var tell in recorder is null ? [] : _early)
            {
                tell(recorder!);
            }

            _early.Clear();
        }
    }

    public void On(DeviceEvent happened) =>
        Tell(happened.IsMicrophone ? "microphone" : "loudspeaker", happened.Kind.ToString(), happened.Device, happened.Reason);

    public void On(CameraEvent happened) => Tell("camera", happened.IsLost ? "Lost" : "Back", happened.Camera, happened.Reason);

    /// <summary>Which devices hold the conversation.</summary>
    public void Opened(string microphone, string speaker, string? camera)
    {
        Tell("microphone", "Opened", microphone, "");
        Tell("loudspeaker", "Opened", speaker, "");
        if (camera is not null)
        {
            Tell("camera", "Opened", camera, "");
        }
    }

    private void Tell(string device, string what, string name, string why) => Tell(recorder => recorder.Tell(at: null, turn: 0, "device", json =>
    {
        json.WriteString("device", device);
        json.WriteString("what", what);
        json.WriteString("name", name);
        json.WriteString("why", why);
    }));

    private void Tell(Action<RecordingEngine> tell)
    {
        lock (_gate)
        {
            if (_recorder is { } recorder)
            {
                tell(recorder);
            }
            else if (_early.Count < MostEarly)
            {
                _early.Add(tell);
            }
        }
    }
}
