using System.Globalization;
using Cortex.Assistant.Pump;

namespace Cortex.App.Terminal;

/// <summary>
/// One line on standard error that is written over while a conversation runs: state, time, the newest words. Only where standard
/// error is a terminal. It also keeps the warnings of the conversation, which are shown at its end.
/// </summary>
internal sealed class ProgressLine : IPumpObserver, IDisposable
{
    /// <summary>Time and state, which stay where the words are too long for the line.</summary>
    private const int Front = 20;
    private readonly TextWriter _error;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer? _timer;
    private readonly Lock _gate = new();
    private readonly List<string> _warnings = [];
    private TurnPhase _phase = TurnPhase.Idle;
    private string _words = "";
    private int _turn;
    private bool _over;

    public ProgressLine(TextWriter error, bool isShown, TimeProvider time)
    {
        _error = error;
        _time = time;
        _started = time.GetTimestamp();
        _timer = isShown ? time.CreateTimer(_ => Draw(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100)) : null;
    }

    /// <summary>What the conversation warned of, each once.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_gate)
            {
                return [.. _warnings.Distinct()];
            }
        }
    }

    public void On(PumpEvent happened)
    {
        lock (_gate)
        {
            if (happened.Turn > _turn)
            {
                (_turn, _words) = (happened.Turn, "");
            }

            switch (happened)
            {
                case PhaseChanged change:
                    _phase = change.Phase;
                    break;
                case WordsSaid said:
                    _words += said.Text;
                    break;
                case ToolCalled call:
                    _words += $" [{call.Name}]";
                    break;
                case Noticed { Notice: var notice } when _warnings.Count < 100 && NoticeWords.Of(notice) is { } line:
                    _warnings.Add(line);
                    break;
            }
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            if (_timer is not null && !_over)
            {
                _error.Write("\r\u001b[K");
                _error.Flush();
            }

            _over = true;
        }
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (_over)
            {
                return;
            }

            var state = _phase.ToString().ToLowerInvariant();
            var seconds = _time.GetElapsedTime(_started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            var line = $"{seconds,6} s  {state,-9} {PlainWords.Of(_words).Trim()}";
            var width = Math.Max(20, (Console.IsErrorRedirected ? 80 : Console.WindowWidth) - 1);
            _error.Write("\r\u001b[K" + (line.Length > width ? line[..Front] + "…" + line[^(width - Front - 1)..] : line));
            _error.Flush();
        }
    }
}
