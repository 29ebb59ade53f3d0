using Microsoft.Extensions.Logging;

namespace Cortex.Media.Devices;

/// <summary>Counts what happens to a device, logs it and tells the observer.</summary>
internal sealed class DeviceReport(bool isMicrophone, string name, ILogger logger, Action<DeviceEvent>? onEvent, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private AudioDeviceCounters _before;
    private AudioDeviceCounters _now;
    private long _told;
    private long _toldAt;

    /// <summary>Everything so far.</summary>
    public AudioDeviceCounters Total
    {
        get
        {
            lock (_lock)
            {
                return _before + _now;
            }
        }
    }

    /// <summary>The device in use has counted this since it was opened; gaps are told at most once in ten seconds.</summary>
    public void Count(AudioDeviceCounters counters)
    {
        long gaps;
        lock (_lock)
        {
            _now = counters;
            gaps = _before.Overflows + _before.Underruns + _now.Overflows + _now.Underruns;
        }

        if (gaps == _told || (_toldAt != 0 && time.GetElapsedTime(_toldAt) < Between))
        {
            return;
        }

        var missed = gaps - _told;
        (_told, _toldAt) = (gaps, time.GetTimestamp());
        Tell(
            isMicrophone ? DeviceEventKind.Overflow : DeviceEventKind.Underrun,
            isMicrophone
                ? $"this machine read it too late {Times(missed)}, and sound was lost"
                : $"this machine fed it too late {Times(missed)}, and there was a gap");
    }

    /// <summary>The device is closed; another may come.</summary>
    public void Closed(AudioDeviceCounters counters)
    {
        lock (_lock)
        {
            _before += counters;
            _now = default;
        }
    }

    public void Tell(DeviceEventKind kind, string reason)
    {
        var what = isMicrophone ? "Microphone" : "Loudspeaker";
        switch (kind)
        {
            case DeviceEventKind.Lost:
                Add(new AudioDeviceCounters(0, 0, 0, 1, 0));
                Log.Lost(logger, what, name, reason);
                break;
            case DeviceEventKind.Silent:
                Log.Silent(logger, what, name, reason);
                break;
            case DeviceEventKind.Back:
                Log.Back(logger, what, name);
                break;
            default:
                Log.Gap(logger, what, name, reason);
                break;
        }

        onEvent?.Invoke(new DeviceEvent(kind, isMicrophone, name, reason));
    }

    /// <summary>Something that no device counts itself.</summary>
    public void Add(AudioDeviceCounters counters)
    {
        lock (_lock)
        {
            _before += counters;
        }
    }

    private static string Times(long times) => times == 1 ? "once" : $"{times} times";
}
