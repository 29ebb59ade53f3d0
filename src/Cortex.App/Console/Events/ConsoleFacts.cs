using Cortex.App.Terminal;
using Cortex.App.WebConsole.Holding;
using Cortex.App.WebConsole.Messages;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.App.WebConsole.Events;

/// <summary>
/// What a page sees: all that is known now, for the first message to a page that comes, and each change of it, for all. It watches the
/// conversation of whoever holds it as a pump is watched. Any thread.
/// </summary>
internal sealed class ConsoleFacts(ConsoleAbout about, Bulletin bulletin, TimeProvider time) : IPumpObserver
{
    private const int MostSteps = 200;
    private const int MostTurns = 100;
    private const int MostLines = 200;
    private readonly long _began = time.GetTimestamp();
    private readonly Queue<RungStepPart> _steps = [];
    private readonly Queue<TurnMessage> _turns = [];
    private readonly Queue<LogMessage> _lines = [];
    private readonly Transcript _transcript = new();
    private readonly HashSet<string> _fell = [];
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal) { ["verbosity"] = "normal", ["volume"] = "1", ["speed"] = "1", ["language"] = "en" };
    private string _rung = about.Engine;
    private Standing _standing;
    private string _shown = "idle";
    private Holder _holder = Holder.Nobody;
    private bool _isMuted;
    private CameraPart _camera = new(Has: false, Off: true);
    private DevicesPart _devices = new(null, null, null);
    private int _cut;
    private (int Turn, int Characters) _heard;
    private int _newest;
    private string? _ordered;

    /// <summary>How many characters of an open answer have sounded; null: nobody knows more than that it is not all.</summary>
    public Func<int, int>? HeardCharacters { get; set; }

    /// <summary>Told that an order was given or carried out, and a switch may stand elsewhere.</summary>
    public Action? Moved { get; set; }

    /// <summary>The holder's microphone is off.</summary>
    public bool IsMuted
    {
        get
        {
            lock (bulletin.Gate)
            {
                return _isMuted;
            }
        }
    }

    /// <summary>How loud answers are, as a factor.</summary>
    public double Volume
    {
        get
        {
            lock (bulletin.Gate)
            {
                return Number(_settings["volume"]);
            }
        }
    }

    /// <summary>The holder's camera.</summary>
    public CameraPart Camera
    {
        get
        {
            lock (bulletin.Gate)
            {
                return _camera;
            }
        }
    }

    private double At => Math.Round(time.GetElapsedTime(_began).TotalMilliseconds, 1);

    /// <summary>A page comes: it is told all that is known, and then each change.</summary>
    public Subscription Add(string page, string livePath, string liveModel) => bulletin.Add(page, () => new HelloMessage
    {
        Version = about.Version,
        Page = page,
        Role = _holder.RoleOf(page),
        Holder = new HolderPart(_holder.KindName, _holder.Name),
        Engine = about.Engine,
        LivePath = livePath,
        LiveModel = liveModel,
        State = _shown,
        Rungs = [.. about.Rungs.Select(name => new RungPart(name, name == _rung ? "stands" : _fell.Contains(name) ? "fell" : "waits"))],
        RungHistory = [.. _steps],
        Model = about.Model,
        Language = _settings["language"],
        Verbosity = _settings["verbosity"],
        Volume = Number(_settings["volume"]),
        Speed = Number(_settings["speed"]),
        Camera = _camera,
        Muted = _isMuted,
        Devices = _devices,
        Settings = about.Settings,
        Turns = [.. _turns],
        Transcript = _transcript.All,
        Log = [.. _lines],
        At = At,
    });

    /// <summary>A page is told nothing more.</summary>
    public void Remove(Subscription page) => bulletin.Remove(page);

    /// <summary>Somebody else holds the conversation, in another conversation.</summary>
    public void Hold(Holder holder)
    {
        lock (bulletin.Gate)
        {
            _holder = holder;
            _standing = _standing with { Holder = holder.Kind };
            if (holder.Kind is HolderKind.None)
            {
                Begin();
            }

            bulletin.PostEach(page => new HolderMessage(holder.KindName, holder.Name, holder.RoleOf(page)));
            Show();
        }
    }

    /// <summary>Another conversation begins: its turns are counted anew, and who is asked first is asked first again.</summary>
    public void Begin()
    {
        lock (bulletin.Gate)
        {
            _transcript.Restart();
            _fell.Clear();
            (_newest, _ordered) = (0, null);
            (_standing, _cut, _heard) = (new Standing { Holder = _holder.Kind, IsStreaming = _standing.IsStreaming }, 0, default);
            if (_rung != about.Engine)
            {
                var step = new RungStepPart(At, _rung, about.Engine, "another conversation");
                _rung = about.Engine;
                Keep(_steps, step, MostSteps);
                bulletin.Post(new RungMessage(step.From, step.To, step.Why, step.At));
            }

            Show();
        }
    }

    /// <summary>What was said before this program began.</summary>
    public void Recall(ConversationHistory history)
    {
        lock (bulletin.Gate)
        {
            foreach (var entry in history.Entries)
            {
                _transcript.Recall(entry);
            }
        }
    }

    /// <summary>What the holder's devices are, and how they are switched.</summary>
    public void Use(DevicesPart devices, CameraPart camera, bool isMuted)
    {
        lock (bulletin.Gate)
        {
            (_devices, _camera, _isMuted) = (devices, camera, isMuted);
        }
    }

    /// <summary>The microphone's sound goes out, or no longer.</summary>
    public void Stream(bool isStreaming)
    {
        lock (bulletin.Gate)
        {
            _standing = _standing with { IsStreaming = isStreaming };
            Show();
        }
    }

    /// <summary>A setting is so from now on.</summary>
    public void Set(string key, string value)
    {
        lock (bulletin.Gate)
        {
            if (_settings.GetValueOrDefault(key) != value)
            {
                _settings[key] = value;
                bulletin.Post(new SettingMessage(key, value));
            }
        }
    }

    /// <summary>A line of the log.</summary>
    public void Note(string words, string level = "info")
    {
        lock (bulletin.Gate)
        {
            var line = new LogMessage(At, level, words);
            Keep(_lines, line, MostLines);
            bulletin.Post(line);
        }
    }

    /// <inheritdoc />
    public void On(PumpEvent happened)
    {
        lock (bulletin.Gate)
        {
            switch (happened)
            {
                case PhaseChanged { Phase: var phase }:
                    _standing = _standing with { Phase = phase };
                    _ordered = phase is TurnPhase.Listening ? null : _ordered;
                    break;
                case WordsHeard { Turn: var turn, Text: var text }:
                    _newest = Math.Max(_newest, turn);
                    bulletin.Post(new HeardMessage(turn, _transcript.IdOf(turn), _transcript.Hear(turn, text)));
                    break;
                case WordsSaid { Turn: var turn, Text: var text }:
                    ShowOrder(turn);
                    bulletin.Post(new SaidMessage(turn, _transcript.IdOf(turn), _transcript.Say(turn, text), HeardCharacters?.Invoke(turn) ?? 0));
                    break;
                case AnswerCut { Turn: var turn }:
                    Cut(turn);
                    break;
                case TurnEnded ended:
                    End(ended.Turn, ended.Report);
                    break;
                case ToolCalled call:
                    bulletin.Post(new ToolMessage(call.Name, null, Running: true, null));
                    break;
                case ToolClosed closed:
                    bulletin.Post(new ToolMessage(closed.Name, null, Running: false, closed.Answered ? null : "withdrawn"));
                    break;
                case OrderDone:
                    Moved?.Invoke();
                    break;
                case CameraSwitched switched:
                    _camera = _camera with { Off = switched.IsOff };
                    bulletin.Post(new SettingMessage("camera", switched.IsOff ? "off" : "on"));
                    break;
                case Missed missed:
                    bulletin.Post(new LostMessage("events", 0, $"the console was too slow for {missed.Count} events"));
                    break;
                case Noticed { Notice: var notice }:
                    Tell(notice);
                    break;
                default:
                    break;
            }

            Show();
        }
    }

    /// <summary>Tells how far the open answer has sounded, where that has changed.</summary>
    public void ShowHeard()
    {
        lock (bulletin.Gate)
        {
            if (_transcript.NewestSaid is { } said && HeardCharacters?.Invoke(said.Turn) is { } heard && (said.Turn, heard) != _heard)
            {
                _heard = (said.Turn, heard);
                bulletin.Post(new SaidMessage(said.Turn, _transcript.IdOf(said.Turn), said.Text, heard));
            }
        }
    }

    /// <summary>The conversation cannot be taken by this page.</summary>
    public void TellRefusal(string page)
    {
        bulletin.PostTo(page, new NoticeMessage("refused", "a recording is being played; the conversation cannot be taken before it ends", "warning"));
        bulletin.PostTo(page, new HolderMessage(_holder.KindName, _holder.Name, _holder.RoleOf(page)));
    }

    private void End(int turn, TurnReport report)
    {
        if (report.Interrupted)
        {
            Cut(turn);
        }

        _transcript.End(turn, report.Heard, report.Said, report.Interrupted);
        var message = new TurnMessage(turn, _transcript.IdOf(turn), report.Heard, report.Said, report.SaidAudioMs, report.Interrupted, report.Timing,
            [.. report.Interruptions.Select(static cut => new InterruptionPart(cut.FadedMs, cut.SilentMs, cut.VoiceMs, cut.OverMs, cut.Outcome is InterruptionOutcome.Cut ? "cut" : "resumed"))]);
        Keep(_turns, message, MostTurns);
        bulletin.Post(message);
    }

    // What answers an order that nobody said shows what it answers.
    private void ShowOrder(int turn)
    {
        if (turn > _newest && _ordered is { } words)
        {
            _ordered = null;
            _transcript.Order(turn, words);
            bulletin.Post(new HeardMessage(turn, _transcript.IdOf(turn), words, Order: true));
        }

        _newest = Math.Max(_newest, turn);
    }

    private void Cut(int turn)
    {
        if (turn > _cut)
        {
            _cut = turn;
            bulletin.Post(new InterruptedMessage(turn, _transcript.IdOf(turn)));
        }
    }

    private void Tell(Notice notice)
    {
        switch (notice)
        {
            case StateChanged { To: var to }:
                _standing = _standing with { IsAway = to is ConversationState.Connecting or ConversationState.Recovering, HasFailed = _standing.HasFailed && to is not ConversationState.Ready };
                break;
            case RungChanged change:
                Climb(change);
                break;
            case ToolUsed tool:
                bulletin.Post(new ToolMessage(tool.Name, tool.Id, tool.Use is ToolUse.Running, tool.Use is ToolUse.Withdrawn ? "withdrawn" : null));
                break;
            case Ordered order:
                bulletin.Post(new OrderMessage(order.Command, order.Source));
                var words = CommandNames.Words(order.Command);
                _ordered = order is { Source: not ("voice" or "text"), Command: "battery" or "help" or "areYouThere" or "whoIsTalking" or "pairingCode" or "more" } ? words : null;
                Note($"order: {words}, {By(order.Source)}");
                Moved?.Invoke();
                break;
            case Routed route:
                bulletin.Post(new RouteMessage(route.Text, route.Layer, route.Reason));
                if (route.Layer is not 0)
                {
                    Note($"{(route.Layer is 1 ? "this device answers" : "the model is asked")} \"{route.Text}\": {route.Reason}");
                }

                break;
            case Lost lost:
                bulletin.Post(new LostMessage(char.ToLowerInvariant(lost.What.ToString()[0]) + lost.What.ToString()[1..], Math.Round(lost.Duration.TotalMilliseconds, 1), lost.Why));
                break;
            case Closed { Reason: { Class: not (CloseClass.Clean or CloseClass.GoingAway) } reason } when _holder.Kind is HolderKind.Native:
                _standing = _standing with { HasFailed = true };
                Note($"the conversation was closed: {reason}", "error");
                break;
            default:
                break;
        }

        if (NoticeWords.Of(notice) is { } line)
        {
            var level = notice is RungChanged { To: "none" } ? "error" : notice is Warned or Silent or Spent ? "warning" : "info";
            var kind = notice.GetType().Name;
            bulletin.Post(new NoticeMessage(char.ToLowerInvariant(kind[0]) + kind[1..], line, level));
            Note(line, level);
        }
    }

    private void Climb(RungChanged change)
    {
        _rung = change.To;
        _standing = _standing with { HasFailed = change.To == "none" };
        foreach (var rung in about.Rungs.TakeWhile(rung => rung != change.To))
        {
            _fell.Add(rung);
        }

        _fell.Remove(change.To);
        var step = new RungStepPart(At, change.From, change.To, change.Why);
        Keep(_steps, step, MostSteps);
        bulletin.Post(new RungMessage(step.From, step.To, step.Why, step.At));
    }

    private void Show()
    {
        if (_standing.Word != _shown)
        {
            _shown = _standing.Word;
            bulletin.Post(new StateMessage(_shown, _standing.Words, At));
        }
    }

    private static string By(string source) => source switch
    {
        "voice" => "by voice",
        "text" => "in writing",
        "key" => "by key",
        "button" => "by the button",
        "console" => "in a page",
        "tool" => "by the model",
        _ => source,
    };

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static void Keep<T>(Queue<T> queue, T item, int most)
    {
        queue.Enqueue(item);
        while (queue.Count > most)
        {
            queue.Dequeue();
        }
    }
}
