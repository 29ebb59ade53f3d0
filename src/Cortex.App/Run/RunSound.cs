using Cortex.App.Sound;
using Cortex.App.Talk;
using Cortex.Assistant.Pump;
using Cortex.Media.Audio;
using Cortex.Media.Devices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Run;

/// <summary>What the loop hears and where it answers: devices, files, or one of each. Owns them.</summary>
internal sealed class RunSound : IAsyncDisposable
{
    private const int FileRateHz = 16_000;
    private const int SpeakerRateHz = 24_000;
    private static readonly TimeSpan FilePeriod = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SpeakerPeriod = TimeSpan.FromMilliseconds(5);
    private readonly SoundRoom? _room;
    private int _closed;

    private RunSound(IAudioSource microphone, IAudioSink speaker, SoundRoom? room) => (Microphone, Speaker, _room) = (microphone, speaker, room);

    public IAudioSource Microphone { get; }

    public IAudioSink Speaker { get; }

    /// <summary>What is done about the answer in the microphone, or null.</summary>
    public PumpEcho? Echo => _room?.Echo;

    /// <summary>There is an echo to be measured.</summary>
    public bool MeasuresEcho => _room is { MeasuresEcho: true };

    /// <summary>A file is heard: there is an end.</summary>
    public bool Ends => _room is null;

    /// <summary>Opens both.</summary>
    /// <param name="request">Which.</param>
    /// <param name="warn">Told in a sentence what is missing and can be done without.</param>
    /// <param name="onEvent">Told when a device is lost or found again.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the log.</param>
    /// <param name="cancellationToken">Ends the wait for a pipe.</param>
    /// <exception cref="IOException">A file or a device cannot be had: the sentence says which, and what to do.</exception>
    public static async Task<RunSound> OpenAsync(
        RunRequest request, Action<string> warn, Action<DeviceEvent> onEvent, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (SoundPlace.IsDevice(request.Microphone))
        {
            var settings = request.Settings.Sound with { Microphone = request.Microphone, Speaker = request.Speaker };
            var file = SoundPlace.IsDevice(request.Speaker) ? null : await OpenFileAsync(request, time, cancellationToken);
            var room = await SoundRoom.OpenAsync(settings, file, warn, onEvent, time, loggers, cancellationToken);
            return new RunSound(room.Microphone, room.Speaker, room);
        }

        var path = request.Microphone;
        var recording = await PatientOpen.RunAsync(path, () => WavReader.ReadAll(path, FileRateHz), request.Timeout, time, cancellationToken);
        if (recording.Warning is { } warning)
        {
            warn(warning);
        }

        var speaker = SoundPlace.IsDevice(request.Speaker)
            ? OpenDevice(request.Speaker, warn, onEvent, time, loggers)
            : await OpenFileAsync(request, time, cancellationToken);
        var microphone = new ClockedAudioSource(FileRateHz, FilePeriod, time, path);
        microphone.Play(recording.Samples);
        return new RunSound(microphone, speaker, null);
    }

    /// <summary>Opens both, where there is anything to be heard: without a microphone the browser's will do, unless one was named.</summary>
    /// <param name="request">Which.</param>
    /// <param name="openAsync">Opens them.</param>
    /// <param name="warn">Told in a sentence why there is none.</param>
    /// <returns>Null: nobody is heard here, and a page has to listen.</returns>
    /// <exception cref="IOException">As of the other.</exception>
    public static async Task<RunSound?> TryOpenAsync(RunRequest request, Func<Task<RunSound>> openAsync, Action<string> warn)
    {
        if (request is { HasConsole: true, Microphone: AudioDevices.None })
        {
            return null;
        }

        try
        {
            return await openAsync();
        }
        catch (AudioDeviceException missing) when (request is { HasConsole: true, Microphone: "default", Speaker: "default" or AudioDevices.None })
        {
            warn($"this machine hears nobody, so a browser has to: {missing.Message}");
            return null;
        }
    }

    /// <summary>Closes both. Again: does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) is not 0)
        {
            return;
        }

        if (_room is not null)
        {
            await _room.DisposeAsync();
            return;
        }

        await Microphone.DisposeAsync();
        await Speaker.DisposeAsync();
    }

    // What was said into a file is answered in words too: no loudspeaker is a pity and no end.
    private static IAudioSink OpenDevice(string choice, Action<string> warn, Action<DeviceEvent> onEvent, TimeProvider time, ILoggerFactory loggers)
    {
        try
        {
            return AudioDevices.OpenSpeaker(choice, SpeakerRateHz, time, loggers, onEvent);
        }
        catch (AudioDeviceException missing)
        {
            warn($"answers are only written, there is no loudspeaker: {missing.Message}");
            return new NullAudioSink(SpeakerRateHz, SpeakerPeriod, time);
        }
    }

    private static async Task<IAudioSink> OpenFileAsync(RunRequest request, TimeProvider time, CancellationToken cancellationToken) =>
        await PatientOpen.RunAsync<IAudioSink>(
            request.Speaker, () => new ClockedAudioSink(request.Speaker, SpeakerRateHz, SpeakerPeriod, time), request.Timeout, time, cancellationToken);
}
