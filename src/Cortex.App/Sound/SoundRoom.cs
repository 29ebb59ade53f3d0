using Cortex.App.Configuration;
using Cortex.Assistant.Pump;
using Cortex.Media.Devices;
using Cortex.Media.Echo;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Sound;

/// <summary>The microphone and the loudspeaker of a conversation, files or devices, and what is done between them. Owns them.</summary>
internal sealed class SoundRoom : IAsyncDisposable
{
    /// <summary>What the model hears natively: a device that can do it saves the resampling.</summary>
    private const int MicrophoneRateHz = 16_000;

    private const int SpeakerRateHz = 24_000;

    private SoundRoom(IAudioSource microphone, IAudioSink speaker, PumpEcho? echo, EchoMode? echoMode) =>
        (Microphone, Speaker, Echo, EchoMode) = (microphone, speaker, echo, echoMode);

    /// <summary>What is heard.</summary>
    public IAudioSource Microphone { get; }

    /// <summary>Where answers sound.</summary>
    public IAudioSink Speaker { get; }

    /// <summary>What is done about the answer in the microphone; null where there is none: one of the two is a file.</summary>
    public PumpEcho? Echo { get; }

    /// <summary>What was decided about it; null as <see cref="Echo"/>.</summary>
    public EchoMode? EchoMode { get; }

    /// <summary>There is an echo to be measured: half duplex keeps it away whatever it is.</summary>
    public bool MeasuresEcho => EchoMode is not null and not Cortex.Media.Echo.EchoMode.HalfDuplex;

    /// <summary>Opens this machine's devices.</summary>
    /// <param name="settings">Which, and what is done between them.</param>
    /// <param name="speaker">A loudspeaker in another way, such as a file; null for the settings' device.</param>
    /// <param name="warn">Told in a sentence what is missing.</param>
    /// <param name="onEvent">Told when a device is lost or found again.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the log.</param>
    /// <param name="cancellationToken">Ends the wait for the sound server.</param>
    /// <exception cref="AudioDeviceException">One of them cannot be had.</exception>
    public static async Task<SoundRoom> OpenAsync(
        SoundSettings settings,
        IAudioSink? speaker,
        Action<string> warn,
        Action<DeviceEvent> onEvent,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        if (speaker is not null)
        {
            return new SoundRoom(AudioDevices.OpenMicrophone(settings.Microphone, MicrophoneRateHz, time, loggers, onEvent), speaker, null, null);
        }

        var server = await SoundServer.ListAsync(time, cancellationToken);
        var choice = EchoChoice.Decide(settings.Echo, server.Sources, server.Sinks, SpeexEchoCanceller.IsAvailable);
        SoundServer.Use(choice);
        if (choice.Advice is { } advice)
        {
            warn(advice);
        }

        var loudspeaker = AudioDevices.OpenSpeaker(settings.Speaker, SpeakerRateHz, time, loggers, onEvent);
        try
        {
            var microphone = AudioDevices.OpenMicrophone(settings.Microphone, MicrophoneRateHz, time, loggers, onEvent);
            if (AudioDevices.None is var none && (settings.Microphone == none || settings.Speaker == none))
            {
                return new SoundRoom(microphone, loudspeaker, null, null);
            }

            // The pump taps what is played before the device's own rate.
            var reference = new EchoReference(SpeakerRateHz, time);
            return new SoundRoom(microphone, loudspeaker, new PumpEcho(EchoCancellers.Open(choice, reference), new EchoTap(reference)), choice.Mode);
        }
        catch
        {
            await loudspeaker.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Microphone.DisposeAsync();
        await Speaker.DisposeAsync();
        Echo?.Canceller.Dispose();
    }
}
