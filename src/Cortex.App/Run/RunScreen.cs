using Cortex.App.Terminal;
using Cortex.Assistant.Pump;
using Spectre.Console;

namespace Cortex.App.Run;

/// <summary>
/// The loop's terminal: an account that scrolls, on standard output, and below it one line that is written over, on standard
/// error, ten times a second at most and only when it changed. Where standard error is no terminal there is no such line, and
/// where standard output is none its lines are plain.
/// </summary>
internal sealed class RunScreen : IPumpObserver, IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private const string Erase = "\r\u001b[K";
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";
    private readonly IAnsiConsole _account;
    private readonly TextWriter _live;
    private readonly Func<int> _width;
    private readonly RunStory _story = new();
    private readonly Lock _gate = new();
    private readonly ITimer? _timer;
    private IHandsFree? _loop;
    private string _drawn = "";
    private bool _over;

    /// <param name="output">Gets the account.</param>
    /// <param name="error">Gets the live line.</param>
    /// <param name="width">The width of the terminal now, or null: standard error is none, and there is no live line.</param>
    /// <param name="time">Paces the live line.</param>
    public RunScreen(TextWriter output, TextWriter error, Func<int>? width, TimeProvider time)
    {
        _account = Screen.On(output);
        (_live, _width) = (error, width ?? (() => _account.Profile.Width));
        if (width is not null)
        {
            _live.Write(HideCursor);
            LiveRow.Show(true);
            _timer = time.CreateTimer(_ => Draw(), null, Between, Between);
        }
    }

    /// <summary>What is said and answered is shown; false where the lines are kept, as in a journal: only what happens is.</summary>
    public bool TellsWords { get; init; } = true;

    /// <summary>Shows this loop from now on.</summary>
    public void Show(IHandsFree loop)
    {
        lock (_gate)
        {
            _loop = loop;
        }
    }

    /// <summary>Adds a line that stays.</summary>
    public void Note(string text) => Add([new RunLine(RunLineKind.Note, text)]);

    /// <inheritdoc />
    public void On(PumpEvent happened)
    {
        lock (_gate)
        {
            Add(_story.Tell(happened));
        }
    }

    /// <summary>Takes the live line away and gives the terminal back.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        LiveRow.Show(false);
        lock (_gate)
        {
            if (!_over && _timer is not null)
            {
                Try(() => WriteLive(Erase + ShowCursor));
            }

            _over = true;
        }
    }

    private void Add(IReadOnlyList<RunLine> lines)
    {
        lock (_gate)
        {
            if (lines.Count == 0 || _over)
            {
                return;
            }

            Try(() =>
            {
                if (_drawn.Length > 0)
                {
                    WriteLive(Erase);
                }

                foreach (var line in lines.Where(line => TellsWords || line.Kind is not (RunLineKind.You or RunLineKind.Cortex)))
                {
                    Write(line);
                }

                if (_drawn.Length > 0)
                {
                    WriteLive(_drawn);
                }
            });
        }
    }

    private void Write(in RunLine line)
    {
        var (label, first, rest) = line.Kind switch
        {
            RunLineKind.You => ("You     ", "blue", ""),
            RunLineKind.Cortex => ("Cortex  ", "green", ""),
            RunLineKind.Times => ("        ", "grey", "grey"),
            _ => ("      · ", "yellow", "yellow"),
        };
        foreach (var words in WordWrap.Lines(line.Text, Math.Max(20, _width() - 1) - label.Length))
        {
            _account.Markup($"[{first}]{label}[/]");
            _account.MarkupLine(rest.Length > 0 ? $"[{rest}]{Markup.Escape(words)}[/]" : Markup.Escape(words));
            label = new string(' ', label.Length);
        }
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (_over || _loop is not { } loop)
            {
                return;
            }

            var (microphone, speaker) = loop.TakeLevels();
            var line = LiveLine.Of(new RunFace(loop.Status, loop.IsMuted, microphone, speaker, _story.Words, loop.HasCamera ? loop.IsCameraOff : null), Math.Max(1, _width() - 1));
            if (line != _drawn)
            {
                _drawn = line;
                Try(() => WriteLive(Erase + line));
            }
        }
    }

    private void WriteLive(string text)
    {
        _live.Write(text);
        _live.Flush();
    }

    // A terminal that went away ends the picture, not the conversation; its hang-up ends the program.
    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _over = true;
        }
    }
}
