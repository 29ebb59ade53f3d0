using System.Runtime.InteropServices;
using System.Text.Json;
using Cortex.App.Reporting;
using Cortex.Assistant.Pump;
using Cortex.Assistant.TurnTaking;
using Cortex.Engines.Recording;
using Cortex.Media.Audio;
using Cortex.Media.Devices;
using Cortex.Media.Playback;

namespace Cortex.App.Replay;

/// <summary>
/// A recording's sound through the player: answers fade, pause and are cut as they were, and the microphone is heard beside them.
/// </summary>
internal sealed class ReplaySound : IAsyncDisposable
{
    private const int AnswerHz = 24_000;
    private const int MicrophoneHz = 16_000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;
    private readonly PlaybackQueue _answers;
    private readonly PlaybackQueue _microphone;
    private readonly Resampler _answerRate;
    private readonly Resampler _microphoneRate;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _playing;
    private int _segment = 1;

    /// <param name="sink">Disposed by its owner.</param>
    /// <param name="speed">How fast, with the pitch kept.</param>
    /// <param name="time">The clock.</param>
    public ReplaySound(IAudioSink sink, double speed, TimeProvider time)
    {
        _time = time;
        var options = new PlaybackOptions { SampleRateHz = sink.SampleRateHz };
        (_answers, _microphone) = (new PlaybackQueue(time, options) { Speed = speed }, new PlaybackQueue(time, options) { Speed = speed });
        (_answerRate, _microphoneRate) = (new Resampler(AnswerHz, sink.SampleRateHz), new Resampler(MicrophoneHz, sink.SampleRateHz));
        _playing = sink.RunAsync(new TwoSides(_answers, _microphone), _over.Token);
    }

    /// <summary>The pieces of sound in an answer.</summary>
    public static IEnumerable<JsonElement> Parts(JsonElement content) =>
        Json.Has(content, "modelTurn", out var turn)
            ? Json.List(turn, "parts")
                .Select(static part => Json.Has(part, "inlineData", out var media) ? media : default)
                .Where(static media => Json.Text(media, "mimeType").StartsWith("audio/", StringComparison.Ordinal))
            : [];

    /// <summary>Sound of a line, and where it ends.</summary>
    public void Take(RecordingLine line, JsonElement json)
    {
        if (line.Kind is RecordingLineKind.Up && Json.Has(json, "realtimeInput", out var input) && Json.Has(input, "audio", out var audio))
        {
            Write(_microphone, 1, audio, _microphoneRate);
        }
        else if (line.Kind is RecordingLineKind.Down && Json.Has(json, "serverContent", out var content))
        {
            if (Json.Flag(content, "interrupted"))
            {
                Cut();
            }

            foreach (var media in Parts(content))
            {
                Write(_answers, _segment, media, _answerRate);
            }

            if (Json.Flag(content, "turnComplete") || Json.Flag(content, "generationComplete"))
            {
                _answers.EndTurn(_segment++);
            }
        }
    }

    /// <summary>What the player did when somebody cut in.</summary>
    public void Take(PumpEvent happened)
    {
        switch (happened)
        {
            case BargedIn { Move: BargeInMove.Duck }:
                _answers.Level = PlaybackLevel.Ducked;
                break;
            case BargedIn { Move: BargeInMove.Pause or BargeInMove.Hold }:
                _answers.Level = PlaybackLevel.Paused;
                break;
            case BargedIn { Move: BargeInMove.Resume or BargeInMove.Release }:
                _answers.Level = PlaybackLevel.Full;
                break;
            case AnswerCut:
                Cut();
                break;
        }
    }

    /// <summary>Waits until what is there has sounded.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _answers.EndTurn(_segment);
        _microphone.EndTurn(1);
        using var timer = new PeriodicTimer(Look, _time);
        while (!(_answers.IsDrained && _microphone.IsDrained) && !_playing.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
        {
        }
    }

    /// <exception cref="IOException">The loudspeaker or the file failed; one line.</exception>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
        if (_playing.Exception?.InnerException is IOException fault)
        {
            throw fault;
        }
    }

    // What a cut leaves must not sound later: the rest of the answer comes under a number that is over.
    private void Cut()
    {
        _answers.Cut(_segment++);
        _answers.Level = PlaybackLevel.Full;
    }

    private static void Write(PlaybackQueue queue, int turn, JsonElement media, Resampler rate)
    {
        if (Json.Media(media) is not { Length: >= sizeof(short) } pcm)
        {
            return;
        }

        var samples = MemoryMarshal.Cast<byte, short>(pcm.AsSpan(0, pcm.Length / 2 * 2));
        var output = new short[rate.MaxOutput(samples.Length)];
        var count = rate.Process(samples, output);
        queue.Write(turn, MemoryMarshal.AsBytes(output.AsSpan(0, count)));
    }
}
