using Cortex.App.Sound;
using Cortex.App.WebConsole;
using Cortex.App.WebConsole.Holding;
using Cortex.App.WebConsole.Messages;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;
using Cortex.Live;

namespace Cortex.App.Run;

/// <summary>
/// The devices of this machine as one that can hold the conversation: opened and run while they do, closed while a page does. Owns
/// them. Begin and end come one at a time; the rest from any thread.
/// </summary>
internal sealed class NativeTalk(NativeParts parts, RunSound opened) : INativeSwitches, IHandsFree, IAsyncDisposable
{
    private readonly TaskCompletionSource<NativeEnd> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunSound? _sound;
    private bool _isUsed;
    private DevicePump? _pump;
    private PumpLoop? _loop;
    private CancellationTokenSource? _stint;
    private Task _lasting = Task.CompletedTask;
    private float _volume = parts.Request.Settings.Sound.Volume;
    private double _speed = parts.Request.Settings.Sound.Speed;
    private bool _isMuted;
    private bool _isCameraOff = !parts.Request.Settings.Camera.IsEnabled;
    private ConsoleRoom? _console;

    /// <summary>The conversation came to its end by itself, not because somebody took it.</summary>
    public Task<NativeEnd> Over => _over.Task;

    /// <summary>What it hears and where it answers, for people.</summary>
    public string Words => $"hears {opened.Microphone.Name}, answers on {opened.Speaker.Name}{(parts.Camera is null ? "" : $", sees {parts.Camera.Name}")}";

    public string Name => "this device";

    public bool Yields => !opened.Ends;

    /// <summary>The devices at work; null while a page holds the conversation.</summary>
    public DevicePump? Pump => _pump;

    public ConversationHistory History => _pump?.History ?? ConversationHistory.Empty;

    public ConversationStats? Stats => _pump?.Stats;

    public DevicesPart Devices => new(opened.Microphone.Name, opened.Speaker.Name, parts.Camera?.Name);

    public CameraPart Camera => new(HasCamera, IsCameraOff);

    public float Volume => _pump?.Volume ?? _volume;

    public double Speed => _pump?.Speed ?? _speed;

    public bool IsStreaming => !IsMuted && parts.Setup.RealtimeInputConfig?.AutomaticActivityDetection?.Disabled is not true;

    public PumpStatus Status => _loop?.Status ?? default;

    public bool IsMuted => _pump?.IsMuted ?? _isMuted;

    public bool HasCamera => parts.Camera is not null;

    public bool IsCameraOff => _pump?.IsCameraOff ?? _isCameraOff;

    public (double MicrophoneDb, double SpeakerDb) TakeLevels() => _loop?.TakeLevels() ?? (-90, -90);

    public void Order(WearerCommand command, string source) => _loop?.Order(command, source);

    public void Do(WearerCommand command, string source) => _pump?.Do(command, source);

    /// <summary>From the next begin on the console sees it, too.</summary>
    public void Show(ConsoleRoom? console) => _console = console;

    /// <summary>Mixes a sound over the answer; nothing sounds while a page holds the conversation.</summary>
    public bool PlayOver(ReadOnlyMemory<short> sound, float gain, float duckMainDb) => _pump?.PlayOver(sound, gain, duckMainDb) ?? false;

    public async Task BeginAsync(ConversationHistory history)
    {
        var sound = _sound = _isUsed ? await parts.OpenSoundAsync() : opened;
        _isUsed = true;
        _console?.Facts.Begin();
        var pump = new DevicePump(
            parts.Engine, parts.Setup, history, new PumpDevices(sound.Microphone, sound.Speaker, parts.Camera, sound.Echo), parts.Options with { CameraIsOff = _isCameraOff, Observers = _console is { } console ? [.. parts.Options.Observers, .. console.Watchers] : parts.Options.Observers }, parts.Time, parts.Loggers)
        {
            Volume = _volume,
            Speed = _speed,
            IsMuted = _isMuted,
        };
        (_pump, _loop, _stint) = (pump, new PumpLoop(pump, parts.Assistant), new CancellationTokenSource());
        _lasting = LastAsync(pump, _loop, _stint.Token);
        if (sound.MeasuresEcho)
        {
            _ = TellEchoAsync(pump, _stint.Token);
        }
    }

    public async Task<ConversationHistory> EndAsync()
    {
        if (_pump is not { } pump)
        {
            return ConversationHistory.Empty;
        }

        await _stint!.CancelAsync();
        await _lasting;
        (_isMuted, _isCameraOff) = (pump.IsMuted, HasCamera && pump.IsCameraOff);
        (_volume, _speed) = (pump.Volume, pump.Speed);
        await pump.StopAsync();
        var history = pump.History;
        await pump.DisposeAsync();
        (_pump, _loop) = (null, null);
        _stint.Dispose();
        await CloseSoundAsync();
        return history;
    }

    /// <summary>Ends the conversation for good.</summary>
    /// <returns>How it stood.</returns>
    public async Task<NativeEnd> StopAsync()
    {
        if (_pump is not { } pump)
        {
            return new NativeEnd([], IsRecording: false, null, null);
        }

        var (closed, fault) = (pump.Closed, pump.Status.Fault);
        await pump.StopAsync();
        return new NativeEnd(pump.Turns, opened.Ends, closed, fault);
    }

    public Task AskAsync(string text) => _pump?.AskAsync(text) ?? Task.CompletedTask;

    public void Set(string key, double? value)
    {
        switch (key)
        {
            case "volume" when value is { } volume:
                _volume = (float)volume;
                break;
            case "speed" when value is { } speed:
                _speed = speed;
                break;
            default:
                return;
        }

        if (_pump is { } pump)
        {
            (pump.Volume, pump.Speed) = (_volume, _speed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await CloseSoundAsync();
    }

    private async Task CloseSoundAsync()
    {
        if (_sound is { } sound)
        {
            _sound = null;
            await sound.DisposeAsync();
        }
    }

    private async Task LastAsync(DevicePump pump, PumpLoop loop, CancellationToken taken)
    {
        try
        {
            await loop.LastAsync(opened.Ends, parts.Request.Timeout, taken);
            _over.TrySetResult(new NativeEnd(pump.Turns, opened.Ends, pump.Closed, pump.Status.Fault));
        }
        catch (OperationCanceledException) when (taken.IsCancellationRequested)
        {
            // Somebody took it.
        }
    }

    private async Task TellEchoAsync(DevicePump pump, CancellationToken taken)
    {
        if (await EchoCheck.RunAsync(pump, parts.Time, taken) is { } words)
        {
            parts.Note("echo: " + words);
        }
    }
}
