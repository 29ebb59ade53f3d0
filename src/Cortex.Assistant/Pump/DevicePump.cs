using System.Threading.Channels;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Heard;
using Cortex.Assistant.Report;
using Cortex.Assistant.Sight;
using Cortex.Assistant.TurnTaking;
using Cortex.Engines.Tools;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Devices;
using Cortex.Media.Echo;
using Cortex.Media.Frames;
using Cortex.Media.Playback;
using Cortex.Media.Speech;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Pump;

/// <summary>
/// One conversation between this machine's devices and an engine: microphone and camera in, loudspeaker out, tools beside it.
/// </summary>
/// <remarks>
/// The devices' threads only copy into bounded rings; a sender empties the microphone's, a reader fills the player's, frames and
/// tools have tasks of their own. Nothing on the sound's path waits for anything else or allocates.
/// </remarks>
public sealed class DevicePump : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstFrameLimit = TimeSpan.FromSeconds(1);

    // A camera that slept: its program has to open it, and a stream to reach a whole picture.
    private static readonly TimeSpan StartingLimit = TimeSpan.FromSeconds(3);

    private readonly Setup _setup;
    private readonly PumpDevices _devices;
    private readonly PumpOptions _options;
    private readonly PumpClock _clock;
    private readonly ILogger _logger;
    private readonly ConversationHistory _before;
    private readonly ILiveConversation _conversation;
    private readonly TalkTrace _trace;
    private readonly PlaybackQueue _queue;
    private readonly Conductor _conductor;
    private readonly ToolDesk _tools;
    private readonly CameraSwitch? _camera;
    private readonly FrameSender? _frames;
    private readonly PumpOrders _orders;
    private readonly MicrophoneLane _lane = new();
    private readonly Sender _sender;
    private readonly AsyncSignal _speakerChanged = new();
    private readonly BargeIn _bargeIn;
    private readonly Channel<(BargeInMove Move, long At)> _bargeIns = Channel.CreateBounded<(BargeInMove, long)>(
        new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly AudioMixer _mixer;
    private readonly LevelMeter _loudness = new();
    private readonly Microphone _microphone;
    private readonly Speaker _speaker;
    private readonly ObserverQueue[] _observers;
    private readonly bool _clientTurns;
    private readonly CancellationTokenSource _inputOver = new();
    private readonly CancellationTokenSource _outputOver = new();
    private readonly Task _reading;
    private readonly Task[] _inputs;
    private readonly Task[] _outputs;
    private long _reportedDrops;
    private int _stopped;

    /// <summary>Opens the conversation and runs the devices.</summary>
    /// <param name="engine">What answers.</param>
    /// <param name="setup">How; it also says who detects activity.</param>
    /// <param name="history">What was said before.</param>
    /// <param name="devices">Run until <see cref="StopAsync"/>, disposed by their owner.</param>
    /// <param name="options">How the pump behaves; null for the defaults.</param>
    /// <param name="time">The clock of everything, the devices' too.</param>
    /// <param name="loggers">Where it logs.</param>
    public DevicePump(
        ILiveEngine engine,
        Setup setup,
        ConversationHistory history,
        PumpDevices devices,
        PumpOptions? options,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        (_setup, _before, _devices, _options) = (setup, history, devices, options ?? new PumpOptions());
        _logger = loggers.CreateLogger("Cortex.Assistant.Pump");
        _clientTurns = setup.RealtimeInputConfig?.AutomaticActivityDetection?.Disabled ?? false;
        _clock = new PumpClock(time);
        _observers = [.. _options.Observers.Select(static observer => new ObserverQueue(observer))];
        _queue = new PlaybackQueue(time, _options.Playback);
        var interrupts = setup.RealtimeInputConfig?.ActivityHandling is not { } handling || handling != ActivityHandling.NoInterruption;
        _bargeIn = new BargeIn(_queue, _options.BargeIn with { IsOn = _options.BargeIn.IsOn && interrupts }, time, (move, at) => _bargeIns.Writer.TryWrite((move, at)));
        _conductor = new Conductor(_clientTurns, _queue, _options, _clock, _logger, Post);
        EngineName = engine.Name;
        _trace = new TalkTrace(engine.Name, setup.Model, time);
        _conversation = _trace.Within(() => engine.Open(setup, history));
        _tools = _trace.Within(() => new ToolDesk(_conversation, _options.Tools, _options.ToolLimit, time, _logger, _conductor.ToolInterrupts, _conductor.ToolClosed, _conductor.HeardIn));
        _conductor.OnCut = _tools.CancelAll;
        _conductor.OnDropped = _bargeIn.Drop;
        _camera = devices.Camera is { } seen ? new CameraSwitch(seen) { IsOff = _options.CameraIsOff } : null;
        _frames = _camera is { } camera
            ? new FrameSender(camera, _conversation, _options.Sight, time, () => _clock.Now, () => _conductor.Gaze, IsAway, OnFrameSent, OnFrameLeftOut, _logger)
            : null;
        _conductor.OnGaze = () => _frames?.Wake();
        _sender = new Sender(_lane, _conversation, time, OnMark);
        var hearing = new Hearing(new TurnDetector(_options.VoiceDetector(), _options.Voice), devices.Echo?.Canceller, _bargeIn);
        _microphone = new Microphone(devices.Microphone.SampleRateHz, _lane, hearing, _clientTurns, time);
        _mixer = new AudioMixer(_queue, _queue.SampleRateHz);
        IAudioProvider played = new PlayedTap(_mixer, _loudness);
        played = devices.Echo is { } echo ? new PlayedTap(played, echo.Far) : played;
        _speaker = new Speaker(_queue, devices.Speaker.SampleRateHz, _speakerChanged, time, played);
        var reader = new Reader(_conversation, _conductor, new AnswerDecoder(_queue), OnToolCall, _tools.Cancel, OnNotice, _logger);

        _orders = new PumpOrders(this, _conductor, _clock, _logger, Post);
        Diagnostics.Opened(this);
        _reading = Guard(reader.RunAsync);
        _outputs = [Guard(() => devices.Speaker.RunAsync(_speaker, _outputOver.Token)), Guard(WatchSpeakerAsync), Guard(WatchBargeInAsync)];
        _inputs =
        [
            Guard(() => _sender.RunAsync(_inputOver.Token)),
            Guard(() => devices.Microphone.RunAsync(_microphone, _inputOver.Token)),
            Guard(() => _camera?.RunAsync(_inputOver.Token) ?? Task.CompletedTask),
            Guard(() => _frames?.RunAsync(_inputOver.Token) ?? Task.CompletedTask),
        ];
    }

    /// <summary>The engine's name.</summary>
    public string EngineName { get; }

    /// <summary>Where it stands now.</summary>
    public PumpStatus Status => _conductor.Status;

    /// <summary>Since the conversation was opened.</summary>
    public TimeSpan Elapsed => _clock.Now;

    /// <summary>When anything last moved, since the conversation was opened: a voice, an event of the model, sound at the speaker.</summary>
    public TimeSpan LastSign => _conductor.LastSign;

    /// <summary>How far it has come; what stands still for seconds does not live any more.</summary>
    public PumpProgress Progress
    {
        get
        {
            var heard = _microphone.Heard;
            return new PumpProgress(heard, _speaker.Played, _lane.IsAwaited ? heard : _sender.Position);
        }
    }

    /// <summary>Why the conversation ended, or null while it lasts.</summary>
    public CloseReason? Closed => _conductor.Closed;

    /// <summary>The model said that all of the newest answer had come.</summary>
    public bool IsNewestWhole => _conductor.IsNewestWhole;

    /// <summary>The last answer, or null before the first.</summary>
    public KeptAnswer? Kept => _conductor.Kept;

    /// <summary>What the engine counted.</summary>
    public ConversationStats Stats => _conversation.Stats;

    /// <summary>The wearer's turns so far, the open ones too.</summary>
    public IReadOnlyList<TurnReport> Turns => _conductor.Turns();

    /// <summary>What was lost, on both sides of the seam.</summary>
    public IReadOnlyList<Lost> Losses => [.. _conversation.Stats.Losses, .. _conductor.Losses()];

    /// <summary>Messages of answers that came after their answer was cut, and were dropped.</summary>
    public long LateContents => _conductor.LateContents;

    /// <summary>What was said and heard, corrected to what was really heard; the open turns are not in it yet.</summary>
    public ConversationHistory History => new([.. _before.Entries, .. _conductor.History()]);

    /// <summary>The camera's frames.</summary>
    public FrameReport Frames
    {
        get
        {
            if (_frames is null || _camera is not { } camera)
            {
                return new FrameReport(0, 0, 0);
            }

            var captured = camera.Captured;
            return new FrameReport(
                captured,
                Math.Max(0, _frames.Accepted - _conversation.Stats.FramesSkipped),
                Math.Max(0, captured - _frames.Distinct))
            {
                LeftOut = new FramesLeftOut(
                    _frames.Count(LeftOut.Unchanged), _frames.Count(LeftOut.Blurred), _frames.Count(LeftOut.Budget), _frames.Count(LeftOut.Uplink), _frames.Count(LeftOut.Damaged)),
            };
        }
    }

    /// <summary>Sound of answers that waits for the loudspeaker.</summary>
    internal TimeSpan PlaybackHeld => _queue.Buffered;

    /// <summary>Sound of the microphone that waits for the engine.</summary>
    internal TimeSpan MicrophoneHeld => _lane.Held;

    /// <summary>All that could be done before the clock moves on has been done; for tests on a fake clock.</summary>
    internal bool IsSettled => _lane.IsAwaited && _speakerChanged.IsAwaited && _bargeIns.Reader.Count is 0 && _frames is not { IsAwaited: false };

    /// <summary>Somebody waits in <see cref="UntilAsync"/>; for tests on a fake clock.</summary>
    internal bool IsAwaited => _conductor.IsAwaited || _frames is { IsFirstAwaited: true };

    /// <summary>
    /// Asks in writing; with a camera the newest picture goes along. A camera that has none yet is waited for, at most 1 s; without
    /// it the question goes alone, which counts as a <see cref="LostKind.Frame"/> in <see cref="Losses"/>.
    /// </summary>
    /// <param name="text">The question.</param>
    /// <param name="cancellationToken">Ends the wait for the picture and for room.</param>
    public async Task AskAsync(string text, CancellationToken cancellationToken = default)
    {
        var turn = _conductor.Typed(text);
        var picture = await PictureAsync(cancellationToken).ConfigureAwait(false);
        if (picture is not null && _options.TypedWithPicture)
        {
            _frames?.Note(picture);
        }
        else if (picture is not null)
        {
            var video = new RealtimeInput { Video = MediaBytes.FromRaw(picture.MimeType, picture.Bytes) };
            await _conversation.SendAsync(video, cancellationToken).ConfigureAwait(false);
            _frames?.Note(picture);
        }

        ClientMessage question = picture is not null && _options.TypedWithPicture
            ? new ClientContent
            {
                Turns = [new Content { Role = "user", Parts = [new Part { InlineData = MediaBytes.FromRaw(picture.MimeType, picture.Bytes) }, new Part { Text = text }] }],
                TurnComplete = true,
            }
            : new RealtimeInput { Text = text };
        await _conversation.SendAsync(question, cancellationToken).ConfigureAwait(false);
        _conductor.TypedSent(turn, _clock.Time.GetTimestamp());
    }

    /// <summary>Waits until it stands as wanted; wakes at every change of <see cref="Status"/>.</summary>
    /// <returns>False: the time was up first.</returns>
    public async Task<bool> UntilAsync(Func<PumpStatus, bool> condition, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        var waiting = _conductor.Wait(condition);
        try
        {
            return await waiting.Task.WaitAsync(limit, _clock.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            _conductor.StopWaiting(waiting);
        }
    }

    /// <summary>The microphone is off: nothing of it goes anywhere, is looked at or kept. A question that was being said ends here.</summary>
    public bool IsMuted
    {
        get => _microphone.IsMuted;
        set => _microphone.IsMuted = value;
    }

    /// <summary>
    /// The camera is off: its process is stopped, no picture goes anywhere, and a typed question goes without one. Where there is no
    /// camera it is off, and stays so.
    /// </summary>
    public bool IsCameraOff
    {
        get => _camera is not { IsOff: false };
        set
        {
            if (_camera is { } camera && camera.IsOff != value)
            {
                camera.IsOff = value;
                Post(new CameraSwitched(_clock.Now, _conductor.Status.Turn, value));
            }
        }
    }

    /// <summary>There is a console that a code lets a browser into.</summary>
    internal bool CanPair => _options.CanPair;

    /// <summary>There is a camera, on or off.</summary>
    public bool HasCamera => _camera is not null;

    /// <summary>How loud answers are; see <see cref="PlaybackQueue.Volume"/>.</summary>
    public float Volume
    {
        get => _queue.Volume;
        set => _queue.Volume = value;
    }

    /// <summary>How fast answers are spoken; see <see cref="PlaybackQueue.Speed"/>.</summary>
    public double Speed
    {
        get => _queue.Speed;
        set => _queue.Speed = value;
    }

    /// <summary>What is known about the echo; null: nobody looks.</summary>
    public EchoReport? Echo => _devices.Echo?.Canceller.Report;

    /// <summary>How loud it was since the last call.</summary>
    public PumpLevels TakeLevels() => new(_microphone.Level.Look(), _loudness.Look());

    /// <summary>
    /// Silence, by the wearer's hand or word: the answer is dropped where it is, with what still comes of it, and a question that
    /// waits for its answer is taken back. Acts here alone, with or without a network.
    /// </summary>
    public void StopAnswer() => _conductor.Stop();

    /// <summary>Plays the last answer again, from here, without asking anybody. A voice ends it.</summary>
    /// <returns>False: there is none, its sound was not kept (<see cref="PumpOptions.KeepsSound"/>), or an answer is open.</returns>
    public bool Repeat() => _conductor.Repeat();

    /// <summary>
    /// Carries out an order, as an <see cref="Ordered"/> of the conversation has it done: what a device can do. For whoever gives one
    /// while no conversation is open.
    /// </summary>
    /// <param name="command">The order.</param>
    /// <param name="source">Who gave it.</param>
    public void Do(WearerCommand command, string source) => _orders.Do(command, source);

    /// <summary>Mixes a short sound over the answer, at once.</summary>
    /// <param name="sound">24 kHz mono, from silence to silence; unchanged until it has sounded.</param>
    /// <param name="gain">A factor, 0 to 4.</param>
    /// <param name="duckMainDb">How much the answer is lowered meanwhile, in decibels, 0 or below.</param>
    /// <returns>False: too many others sound.</returns>
    public bool PlayOver(ReadOnlyMemory<short> sound, float gain, float duckMainDb) => _mixer.Play(sound, gain, duckMainDb);

    /// <summary>Nobody waits for what is open any more: silences it and ends its turns as they are.</summary>
    public void GiveUp() => _conductor.Step(TurnInputKind.GivenUp);

    /// <summary>Notes a question that neither side heard as a turn of its own.</summary>
    public void NoteUnheard() => _conductor.NoteUnheard();

    /// <summary>
    /// Ends the conversation and stops the devices; what is open ends as it is. Waits until all has ended, at most some seconds.
    /// Again: does nothing.
    /// </summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) is not 0)
        {
            return;
        }

        var reason = Closed;
        await _inputOver.CancelAsync().ConfigureAwait(false);
        await Bounded(Task.WhenAll(_inputs)).ConfigureAwait(false);
        _conductor.Step(TurnInputKind.GivenUp);
        ReportDrops();
        await _tools.DisposeAsync().ConfigureAwait(false);
        await Bounded(_conversation.DisposeAsync().AsTask()).ConfigureAwait(false);
        await Bounded(_reading).ConfigureAwait(false);
        await _outputOver.CancelAsync().ConfigureAwait(false);
        _speakerChanged.Set();
        _bargeIns.Writer.TryComplete();
        await Bounded(Task.WhenAll(_outputs)).ConfigureAwait(false);
        await Task.WhenAll(_observers.Select(static observer => observer.CompleteAsync())).ConfigureAwait(false);
        Diagnostics.Ended(this);
        _trace.End(reason);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _frames?.Dispose();
        _bargeIn.Dispose();
        _conductor.Dispose();
        _inputOver.Dispose();
        _outputOver.Dispose();
    }

    private async Task<Frame?> PictureAsync(CancellationToken cancellationToken)
    {
        if (_frames is null || IsCameraOff)
        {
            return null;
        }

        if (!await _frames.HasFrameAsync(FirstFrameLimit, StartingLimit, cancellationToken).ConfigureAwait(false))
        {
            Log.AskedWithoutPicture(_logger, _camera!.Name);
            _conductor.Lose(PumpNotices.NoPicture);
            return null;
        }

        return _frames.Newest();
    }

    private async Task Bounded(Task task) =>
        await task.WaitAsync(StopLimit, _clock.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // What ends one of the loops is known to whoever waits; the others go on until they are stopped.
    private Task Guard(Func<Task> run) => Task.Run(async () =>
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_inputOver.IsCancellationRequested)
        {
            // Stopped.
        }
#pragma warning disable CA1031 // A device may fail with anything; it must become a sentence, not the end of the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.LoopFailed(_logger, e.Message, e);
            _conductor.Fail(e);
        }
    });

    private async Task WatchSpeakerAsync()
    {
        while (!_outputOver.IsCancellationRequested)
        {
            await _speakerChanged.WaitAsync().ConfigureAwait(false);
            _conductor.SpeakerChanged();
        }
    }

    private async Task WatchBargeInAsync()
    {
        await foreach (var (move, at) in _bargeIns.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            _conductor.BargedIn(move, at);
        }
    }

    private void OnMark(LaneItem mark, long acceptedAt)
    {
        switch (mark.Kind)
        {
            case LaneKind.ActivityStart:
                _conductor.VoiceStarted(mark.Timestamp);
                break;
            case LaneKind.ActivityEnd:
                var last = _sender.Log.Find(mark.Position);
                var writtenAt = last?.WrittenAt(_conversation.Stats);
                _conductor.VoiceEnded(
                    mark.Timestamp,
                    mark.EnteredAt,
                    _clientTurns ? Math.Max(acceptedAt, writtenAt ?? 0) : writtenAt,
                    writtenAt is { } at ? _clock.Time.GetElapsedTime(last!.Value.EnteredAt, at) : null);
                break;
            case LaneKind.RecordingEnd:
                _conductor.RecordingEnded();
                break;
        }

        ReportDrops();
    }

    private void ReportDrops()
    {
        var dropped = _lane.Dropped;
        if (Interlocked.Exchange(ref _reportedDrops, dropped) is var before && dropped > before)
        {
            _conductor.Lose(PumpNotices.Microphone(dropped - before));
        }
    }

    private void OnToolCall(ToolCall message)
    {
        // The message is on loan; a tool may run longer than that.
        FunctionCall[] calls =
        [
            .. message.FunctionCalls.Select(static call => new FunctionCall { Id = call.Id, Name = call.Name, Args = call.Args?.Clone() }),
        ];
        var turn = _conductor.ToolsCalled(calls);
        foreach (var call in calls)
        {
            _tools.Take(call, turn);
        }
    }

    private void OnNotice(Notice notice)
    {
        switch (notice)
        {
            case RungChanged or StateChanged { To: ConversationState.Ready }:
                _frames?.Forget();
                break;
            case Routed { Layer: 0 }:
                _conductor.NoteOrder();
                break;
        }

        Post(new Noticed(_clock.Now, _conductor.Status.Turn, notice));
        if (notice is Ordered ordered && CommandNames.Parse(ordered.Command) is { } command)
        {
            _orders.Do(command, ordered.Source);
        }
    }

    private bool IsAway() => _conductor.Status is { IsReady: false } or { IsAway: true };

    private void OnFrameSent(Frame frame) => Post(new FrameSent(_clock.Now, _conductor.Gaze.Turn, frame.Bytes.Length));

    private void OnFrameLeftOut(string why)
    {
        Log.FrameLeftOut(_logger, why);
        OnNotice(new Warned($"a picture is left out: {why}"));
    }

    private void Post(PumpEvent happened)
    {
        _trace.Look(happened);
        foreach (var observer in _observers)
        {
            observer.Post(happened);
        }
    }
}
