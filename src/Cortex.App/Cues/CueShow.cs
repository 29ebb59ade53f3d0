using Cortex.App.Configuration;
using Cortex.App.Sound;
using Cortex.App.Terminal;
using Cortex.Assistant.Cues;
using Cortex.Media.Audio;
using Cortex.Media.Devices;
using Cortex.Media.Playback;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Cues;

/// <summary>Plays every cue once and names it, so that they can be learned.</summary>
internal sealed class CueShow(IAudioSink speaker, double volume, IVibration? vibration, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(900);

    /// <summary>Plays them all on the loudspeaker and the motor of the settings.</summary>
    /// <exception cref="IOException">The loudspeaker or the file cannot be had.</exception>
    public static async Task PlayAsync(CortexSettings settings, TextWriter output, TextWriter error, TimeProvider time, CancellationToken cancellationToken)
    {
        var place = settings.Sound.Speaker;
        using var loggers = Logs.Create(settings.LogLevel ?? LogLevel.Critical);
        using var motor = settings.Cues.Motor is { } pin ? PwmVibration.Open(pin, Warn, time) : null;
        await using var speaker = SoundPlace.IsDevice(place)
            ? AudioDevices.OpenSpeaker(place, CueSounds.SampleRateHz, time, loggers, happened => Warn($"{happened.Device}: {happened.Reason}"))
            : new ClockedAudioSink(place, CueSounds.SampleRateHz, Period, time);
        await new CueShow(speaker, settings.Cues.Sound.Volume, motor, output, time).RunAsync(cancellationToken);

        void Warn(string warning) => error.WriteLine("cortex: " + PlainWords.Of(warning));
    }

    /// <summary>Plays them all.</summary>
    /// <exception cref="IOException">The loudspeaker is gone.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var mixer = new AudioMixer(new Silence(), speaker.SampleRateHz);
        var playing = speaker.RunAsync(mixer, stop.Token);
        foreach (var cue in Enum.GetValues<Cue>())
        {
            if (playing.IsCompleted)
            {
                break;
            }

            await output.WriteLineAsync(CueSounds.NameOf(cue));
            mixer.Play(Resampler.Convert(CueSounds.Of(cue).Span, CueSounds.SampleRateHz, speaker.SampleRateHz), (float)volume);
            if (CueVibrations.Of(cue) is { } pattern)
            {
                vibration?.Play(pattern);
            }

            await Task.WhenAny(Task.Delay(CueSounds.LengthOf(cue) + Between, time, cancellationToken), playing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await stop.CancelAsync();
        await playing;
    }

    private sealed class Silence : IAudioProvider
    {
        public void Fill(Span<short> destination, long timestamp) => destination.Clear();
    }
}
