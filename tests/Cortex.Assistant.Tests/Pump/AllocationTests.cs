using Cortex.Assistant.Pump;
using Cortex.Assistant.TurnTaking;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Playback;
using Cortex.Media.Speech;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Assistant.Tests;

/// <summary>The sound's path allocates nothing, in either direction, on whichever thread.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData(false, 16_000)]
    [InlineData(true, 48_000)]
    public void The_microphones_thread_allocates_nothing(bool clientTurns, int deviceHz)
    {
        using var bargeIn = new BargeIn(new PlaybackQueue(TimeProvider.System), new BargeInOptions(), TimeProvider.System, static (_, _) => { });
        var hearing = new Hearing(new TurnDetector(new SignalVoiceDetector()), null, bargeIn);
        var microphone = new Microphone(deviceHz, new MicrophoneLane(), hearing, clientTurns, TimeProvider.System);
        var voice = Voice(deviceHz);
        void Run()
        {
            for (var at = 0; at + 240 <= voice.Length; at += 240)
            {
                microphone.OnSamples(voice.AsSpan(at, 240), TimeProvider.System.GetTimestamp());
            }
        }

        Assert.Equal(0, Allocated(Run));
    }

    [Fact]
    public async Task The_sender_allocates_nothing_for_a_chunk()
    {
        var lane = new MicrophoneLane();
        var taken = new Taker();
        using var stop = new CancellationTokenSource();
        var sending = Task.Run(() => new Sender(lane, taken, TimeProvider.System, static (_, _) => { }).RunAsync(stop.Token), CancellationToken.None);
        var chunk = new short[MicrophoneLane.ChunkSamples];
        void Write(int chunks)
        {
            for (var i = 0; i < chunks; i++)
            {
                var before = taken.Count;
                lane.WriteAudio(chunk, new LaneItem(LaneKind.Audio, i, 0, 0));
                while (taken.Count == before || !lane.IsAwaited)
                {
                    Thread.SpinWait(20);
                }
            }
        }

        // Both threads: everything this process allocates meanwhile. What the runtime itself does now and then is no chunk's.
        Write(2000);
        var start = GC.GetTotalAllocatedBytes(precise: true);
        Write(5000);
        var perChunk = (GC.GetTotalAllocatedBytes(precise: true) - start) / 5000.0;
        await stop.CancelAsync();
        await sending.ContinueWith(static _ => { }, TaskScheduler.Default).Within("the sender's end");

        Assert.InRange(perChunk, 0, 4);
    }

    [Theory]
    [InlineData(24_000)]
    [InlineData(48_000)]
    public void An_answers_sound_allocates_nothing_from_the_message_to_the_speaker(int deviceHz)
    {
        var clock = new PumpClock(TimeProvider.System);
        var queue = new PlaybackQueue(TimeProvider.System);
        using var conductor = new Conductor(clientTurns: false, queue, new PumpOptions(), clock, NullLogger.Instance, static _ => { });
        var decoder = new AnswerDecoder(queue);
        var mixer = new AudioMixer(queue);
        var tap = new PlayedCounter();
        var speaker = new Speaker(queue, deviceHz, new AsyncSignal(), TimeProvider.System, new PlayedTap(mixer, tap));
        var cue = new short[2400];
        var base64 = System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(new byte[11_520]));
        var period = new short[deviceHz / 100];
        void Run()
        {
            for (var i = 0; i < 200; i++)
            {
                decoder.Decode(MediaBytes.FromBase64("audio/pcm;rate=24000", base64));
                conductor.Sound(decoder, TimeProvider.System.GetTimestamp());
                mixer.Play(cue, gain: 1, duckMainDb: -6);
                for (var periods = 0; periods < 24; periods++)
                {
                    speaker.Fill(period, TimeProvider.System.GetTimestamp());
                }
            }
        }

        Assert.Equal(0, Allocated(Run));
        Assert.InRange(tap.Samples, 2 * 200 * 24 * 240, (2 * 200 * 24 * 240) + 480);
    }

    // A second run: the first one grows buffers and opens a turn.
    private static long Allocated(Action run)
    {
        run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static short[] Voice(int rateHz)
    {
        var samples = new short[rateHz * 4];
        for (var i = 0; i < samples.Length; i++)
        {
            var isVoice = i / rateHz % 2 is 1;
            samples[i] = isVoice ? (short)(8000 * Math.Sign(Math.Sin(2 * Math.PI * 150 * i / rateHz))) : (short)(i * 7919 % 31);
        }

        return samples;
    }

    private sealed class PlayedCounter : IPlayedListener
    {
        public long Samples { get; private set; }

        public void OnPlayed(ReadOnlySpan<short> samples, long timestamp) => Samples += samples.Length;
    }

    private sealed class Taker : ILiveConversation
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public ConversationStats Stats => ConversationStats.Empty;

        public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
        {
            Volatile.Write(ref _count, _count + 1);
            return ValueTask.CompletedTask;
        }

        public IAsyncEnumerable<LiveEvent> ReceiveAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
