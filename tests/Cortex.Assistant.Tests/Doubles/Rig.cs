using Cortex.Assistant.Engine;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Sight;
using Cortex.Assistant.Talking;
using Cortex.Live.Protocol;
using Cortex.Media.Audio;
using Cortex.Media.Camera;
using Cortex.Media.Devices;
using Cortex.Media.Voices;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Assistant.Tests;

/// <summary>A talk on a fake clock: file devices of 5 ms, loud is voice, a scripted engine behind the checker.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);

    private readonly MemoryStream _file = new();
    private readonly int _speakerHz;
    private Func<bool> _isSettled = static () => true;
    private Func<string> _stands = static () => "nothing runs";

    public Rig(bool clientTurns = false, IFrameSource? camera = null, int microphoneHz = 16_000, int speakerHz = 24_000)
    {
        _speakerHz = speakerHz;
        Engine = new ScriptedEngine(Clock);
        Checked = new WellFormed(Engine);
        Microphone = new ClockedAudioSource(microphoneHz, Period, Clock);
        Speaker = new ClockedAudioSink(_file, speakerHz, Period, Clock);
        Camera = camera is null ? null : new SwitchedCamera(camera);
        Setup = new Setup
        {
            Model = "models/test",
            RealtimeInputConfig = new RealtimeInputConfig { AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = clientTurns } },
        };
        Options = new TalkOptions { AnswerLimit = TimeSpan.FromSeconds(3), Pump = new PumpOptions { VoiceDetector = static () => new LevelDetector() } };
    }

    public static TalkOptions WithKeptSound =>
        new() { AnswerLimit = TimeSpan.FromSeconds(3), Pump = new PumpOptions { VoiceDetector = static () => new LevelDetector(), KeepsSound = true } };

    public FakeTimeProvider Clock { get; } = new();

    public ScriptedEngine Engine { get; }

    public WellFormed Checked { get; }

    public Setup Setup { get; }

    public ClockedAudioSource Microphone { get; }

    public ClockedAudioSink Speaker { get; }

    public SwitchedCamera? Camera { get; }

    public TalkOptions Options { get; set; }

    /// <summary>What listens between the pump and the engine; null: nobody. Of a rig with an own assistant.</summary>
    public AssistantEngine? Assistant { get; private set; }

    /// <summary>The assistant stands around the engine from now on.</summary>
    public AssistantEngine Assist(AssistantOptions? options = null) => Assistant = new AssistantEngine(Checked, options ?? new AssistantOptions(), new CueVoice(), Clock, NullLoggerFactory.Instance);

    /// <summary>A question: so long of voice, at this rate.</summary>
    public static WearerTurn Say(int milliseconds, int before = 200, int after = 100, int rateHz = 16_000)
    {
        var samples = new short[(before + milliseconds + after) * rateHz / 1000];
        samples.AsSpan(before * rateHz / 1000, milliseconds * rateHz / 1000).Fill(8000);
        return new WearerTurn { Speech = samples };
    }

    public DevicePump Start()
    {
        Live.ILiveEngine engine = Assistant is { } assistant ? new WellFormed(assistant) : Checked;
        var pump = new DevicePump(engine, Setup, Live.ConversationHistory.Empty, new PumpDevices(Microphone, Speaker, Camera), Options.Pump, Clock, NullLoggerFactory.Instance);
        _isSettled = () => pump.IsSettled;
        _stands = () => pump.Status.ToString();
        return pump;
    }

    public Task<TalkResult> Begin(CancellationToken cancellationToken, params WearerTurn[] turns)
    {
        var driver = new TalkDriver(Checked, Setup, Microphone, Speaker, Camera, Options, Clock, NullLoggerFactory.Instance);
        _isSettled = () => driver.IsSettled;
        _stands = () => driver.Stands;
        return driver.RunAsync(turns, cancellationToken);
    }

    public async Task<TalkResult> TalkAsync(Live.ILiveEngine engine, params WearerTurn[] turns)
    {
        var driver = new TalkDriver(new WellFormed(engine), Setup, Microphone, Speaker, Camera, Options, Clock, NullLoggerFactory.Instance);
        _isSettled = () => driver.IsSettled;
        _stands = () => driver.Stands;
        var talk = driver.RunAsync(turns, TestContext.Current.CancellationToken);
        await Until(() => talk.IsCompleted);
        return await talk;
    }

    public async Task<TalkResult> TalkAsync(params WearerTurn[] turns)
    {
        var talk = Begin(TestContext.Current.CancellationToken, turns);
        await Until(() => talk.IsCompleted);
        return await talk;
    }

    /// <summary>Moves the clock a period at a time, each after all was done that the last one brought.</summary>
    public async Task Until(Func<bool> condition, TimeSpan? limit = null, TimeSpan? step = null)
    {
        var end = Clock.GetUtcNow() + (limit ?? TimeSpan.FromMinutes(5));
        await Settle(condition);
        while (!condition())
        {
            Assert.True(Clock.GetUtcNow() < end, $"in vain: the condition did not hold; {_stands()}, the engine got {Engine.Order}");
            Clock.Advance(step ?? Period);
            await Settle(condition);
        }
    }

    public Task Run(TimeSpan span, TimeSpan? step = null)
    {
        var end = Clock.GetUtcNow() + span;
        return Until(() => Clock.GetUtcNow() >= end, span + TimeSpan.FromSeconds(1), step);
    }

    public async Task StopAsync(DevicePump pump)
    {
        // Its loops end one after the other: nothing waits for the clock as it did, so nobody can say when all is done that a
        // period brought. Its threads get a moment of the real time for each.
        _isSettled = static () => true;
        var stop = pump.StopAsync();
        for (var end = Clock.GetUtcNow() + TimeSpan.FromSeconds(30); !stop.IsCompleted; Clock.Advance(Period))
        {
            Assert.True(Clock.GetUtcNow() < end, $"in vain: the pump did not stop; {_stands()}");
            await Task.WhenAny(stop, Task.Delay(2));
        }

        await stop;
    }

    private async Task Settle(Func<bool> condition)
    {
        for (var i = 0; i < 2 && !condition(); i++)
        {
            await Patience.Until(
                () => condition() || !Engine.Accepts.IsCompleted || (_isSettled() && Engine.IsSettled),
                "everything that can run before the clock moves on");
            await ClockPump.Settle();
        }
    }

    /// <summary>What sounded, after the devices were stopped.</summary>
    public async Task<short[]> HeardAsync()
    {
        await Speaker.DisposeAsync();
        return WavReader.ReadAll(new MemoryStream(_file.ToArray()), "speaker", _speakerHz).Samples.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await Speaker.DisposeAsync();
        await Microphone.DisposeAsync();
        Assert.Empty(Checked.Breaches);
    }
}
