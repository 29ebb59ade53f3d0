using Cortex.App.Terminal;
using Cortex.App.WebConsole;

namespace Cortex.App.Run;

/// <summary>
/// Says to whoever sits at the terminal, and to whoever looks at the console, what they should know. While the screen is there it has
/// the terminal to itself. Any thread.
/// </summary>
internal sealed class RunVoice(TextWriter error)
{
    private volatile RunScreen? _screen;
    private volatile ConsoleRoom? _console;

    /// <summary>From now on on this screen.</summary>
    public void Show(RunScreen screen) => _screen = screen;

    /// <summary>From now on on the console's pages too.</summary>
    public void Show(ConsoleRoom? console) => _console = console;

    /// <summary>Something that is worth a line while there is a screen, and nothing before.</summary>
    public void Note(string words) => _screen?.Note(words);

    /// <summary>Something that is not as it should be.</summary>
    public void Warn(string warning)
    {
        if (_screen is { } screen)
        {
            screen.Note(warning);
        }
        else
        {
            error.WriteLine("cortex: " + PlainWords.Of(warning));
        }

        _console?.Facts.Note(warning, "warning");
    }
}
