using Cortex.Assistant.Pump;
using Cortex.Engines.Recording;

namespace Cortex.App.Recorder;

/// <summary>
/// Has the recorder write down what a pump tells those who watch it: phases, barge-in, cuts, what was heard and said, orders, turns with
/// their times, and notices of this device's own.
/// </summary>
internal sealed class PumpLog(RecordingEngine recorder) : IPumpObserver
{
    public void On(PumpEvent happened)
    {
        if (happened is Noticed noticed)
        {
            recorder.Tell(happened.At, happened.Turn, noticed.Notice);
        }
        else if (PumpEventJson.KindOf(happened) is { } kind)
        {
            recorder.Tell(happened.At, happened.Turn, kind, json => PumpEventJson.Write(json, happened));
        }
    }
}
