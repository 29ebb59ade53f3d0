using System.Globalization;
using Cortex.App.Configuration;
using Cortex.App.Sound;
using Cortex.Assistant.Cues;
using Cortex.Assistant.Surroundings;
using Cortex.Media.Audio;
using Cortex.Media.Devices;
using Cortex.Media.Playback;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.FirstSetup;

/// <summary>A cue and a sentence on the loudspeaker, two seconds of the microphone, and what was heard.</summary>
internal sealed class HeardTest(CortexSettings settings, TimeProvider time, ILoggerFactory loggers)
{
    private const string Sentence = "This is your assistant.";
    private const double Silence = -88;
    private const double Faint = -60;
    private const int MicrophoneRateHz = 16_000;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Recorded = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(400);

    /// <summary>Plays the cue and the sentence.</summary>
    /// <returns>What was played, in a sentence.</returns>
    /// <exception cref="IOException">The loudspeaker cannot be had.</exception>
    public async Task<string> PlayAsync(CancellationToken cancellationToken)
    {
        if (settings.Sound.Speaker == AudioDevices.None)
        {
            return "loudspeaker: none, answers are only written";
        }

        var voice = await Voices.FindAsync(settings.VoiceOptions, time, loggers, cancellationToken);
        var words = voice.CanSpeak ? await new WarningPhrases(voice, settings.Language, TimeSpan.Zero, loggers).SpeakAsync(Sentence, cancellationToken) : default;
        await using var speaker = SoundPlace.IsDevice(settings.Sound.Speaker)
            ? AudioDevices.OpenSpeaker(settings.Sound.Speaker, CueSounds.SampleRateHz, time, loggers, static _ => { })
            : new ClockedAudioSink(settings.Sound.Speaker, CueSounds.SampleRateHz, Period, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var mixer = new AudioMixer(new Quiet(), speaker.SampleRateHz);
        var playing = speaker.RunAsync(mixer, stop.Token);
        foreach (var sound in new[] { CueSounds.Of(Cue.Ready), words })
        {
            if (!sound.IsEmpty && !playing.IsCompleted)
            {
                mixer.Play(Resampler.Convert(sound.Span, CueSounds.SampleRateHz, speaker.SampleRateHz), settings.Sound.Volume);
                await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(sound.Length / (double)CueSounds.SampleRateHz) + After, time, cancellationToken), playing);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        await stop.CancelAsync();
        await playing;
        return $"loudspeaker: {speaker.Name} played a sound" + (words.IsEmpty ? $"; no sentence, there is no voice on this machine: {voice.Advice}" : $" and \"{Sentence}\"");
    }

    /// <summary>Records two seconds.</summary>
    /// <returns>How loud it was, in a sentence, and whether that can have been somebody.</returns>
    /// <exception cref="IOException">The microphone cannot be had.</exception>
    public async Task<(string Words, bool Hears)> ListenAsync(CancellationToken cancellationToken)
    {
        if (settings.Sound.Microphone == AudioDevices.None)
        {
            return ("microphone: none", false);
        }

        await using var microphone = SoundPlace.IsDevice(settings.Sound.Microphone)
            ? AudioDevices.OpenMicrophone(settings.Sound.Microphone, MicrophoneRateHz, time, loggers, static _ => { })
            : OpenFile(settings.Sound.Microphone);
        var meter = new Meter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var recording = microphone.RunAsync(meter, stop.Token);
        await Task.WhenAny(Task.Delay(Recorded, time, cancellationToken), recording);
        await stop.CancelAsync();
        await recording;
        cancellationToken.ThrowIfCancellationRequested();
        var level = meter.PeakDb;
        var verdict = level <= Silence ? "nothing but silence: it is muted, or unplugged"
            : level <= Faint ? "very quiet: was anybody speaking?"
            : "it hears";
        return (string.Create(CultureInfo.InvariantCulture, $"microphone: {microphone.Name}: {Math.Max(level, -96):0} dBFS at most in {Recorded.TotalSeconds:0} s, {verdict}"), level > Faint);
    }

    private ClockedAudioSource OpenFile(string path)
    {
        var source = new ClockedAudioSource(MicrophoneRateHz, Period, time, path);
        source.Play(WavReader.ReadAll(path, MicrophoneRateHz).Samples);
        return source;
    }

    private sealed class Quiet : IAudioProvider
    {
        public void Fill(Span<short> destination, long timestamp) => destination.Clear();
    }

    private sealed class Meter : IAudioReceiver
    {
        private int _peak;

        public double PeakDb => 20 * Math.Log10(Math.Max(Volatile.Read(ref _peak), 1) / 32768.0);

        public void OnSamples(ReadOnlySpan<short> samples, long timestamp)
        {
            foreach (var sample in samples)
            {
                _peak = Math.Max(_peak, Math.Abs((int)sample));
            }
        }
    }
}
