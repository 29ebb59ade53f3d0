namespace Cortex.App.Run;

/// <summary>
/// Reads keys on a thread of its own that no end of the program waits for. While it reads, the system's console does not echo;
/// the runtime gives the terminal back as it was, however the program ends.
/// </summary>
internal static class KeyReader
{
    /// <summary>What the keys are, in one line.</summary>
    public const string Legend = "space mute · c camera · Esc stop · r repeat · ? help · q quit";

    /// <summary>All of them, for "?".</summary>
    public const string Whole =
        "space mute · c camera · Esc stop · z quiet · r repeat · + - louder, softer · > < faster, slower · m l more, less · b battery · a are you there · w who is talking · p pair a browser · q quit";

    /// <summary>Starts reading.</summary>
    /// <param name="read">Waits for the next key.</param>
    /// <param name="pressed">Called for each that means something, on the reader's thread.</param>
    public static void Start(Func<ConsoleKeyInfo> read, Action<RunKey> pressed) =>
        new Thread(() => Read(read, pressed)) { IsBackground = true, Name = "keys" }.Start();

    /// <summary>What a key asks for; null: nothing.</summary>
    public static RunKey? Of(ConsoleKeyInfo key) => (key.Key, char.ToLowerInvariant(key.KeyChar)) switch
    {
        (ConsoleKey.Spacebar, _) or (_, ' ') => RunKey.Mute,
        (ConsoleKey.Escape, _) => RunKey.Stop,
        (ConsoleKey.UpArrow, _) or (_, '+') or (_, '=') => RunKey.Louder,
        (ConsoleKey.DownArrow, _) or (_, '-') => RunKey.Softer,
        (ConsoleKey.RightArrow, _) or (_, '>') or (_, '.') => RunKey.Faster,
        (ConsoleKey.LeftArrow, _) or (_, '<') or (_, ',') => RunKey.Slower,
        (_, '?') or (_, 'h') => RunKey.Help,
        (_, 'z') => RunKey.Quiet,
        (_, 'm') => RunKey.More,
        (_, 'l') => RunKey.Less,
        (_, 'b') => RunKey.Battery,
        (_, 'a') => RunKey.AreYouThere,
        (_, 'w') => RunKey.WhoIsTalking,
        (_, 'c') => RunKey.Camera,
        (_, 'r') => RunKey.Repeat,
        (_, 'p') => RunKey.Pair,
        (_, 'q') => RunKey.Quit,
        _ => null,
    };

    private static void Read(Func<ConsoleKeyInfo> read, Action<RunKey> pressed)
    {
        try
        {
            while (true)
            {
                if (Of(read()) is { } key)
                {
                    pressed(key);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // The terminal went away, or it never was one: the loop goes on without keys.
        }
    }
}
