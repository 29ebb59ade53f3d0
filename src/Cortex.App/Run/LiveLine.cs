using Cortex.App.Terminal;

namespace Cortex.App.Run;

/// <summary>The line at the bottom that changes: both levels, whether the camera is on, the state in a word, the newest words. Pure.</summary>
internal static class LiveLine
{
    private const int Bar = 10;
    private const int ShortBar = 4;
    private const int WordWidth = 12;
    private const int LeastWords = 12;

    /// <summary>The line, never wider than asked; a narrow terminal loses the words first, then the bars.</summary>
    public static string Of(in RunFace face, int width)
    {
        var bars = Bars(face, Bar);
        if (bars.Length + WordWidth > width)
        {
            bars = Bars(face, ShortBar);
        }

        if (bars.Length + WordWidth > width)
        {
            return face.Word.Length <= width ? face.Word : face.Word[..Math.Max(0, width)];
        }

        var front = bars + face.Word.PadRight(WordWidth);
        var words = PlainWords.Of(face.Words).Trim();
        var room = width - front.Length - 1;
        return (words.Length, room) switch
        {
            (0, _) or (_, < LeastWords) => front.TrimEnd(),
            var (length, _) when length <= room => front + " " + words,
            _ => front + " …" + words[^(room - 1)..],
        };
    }

    private static string Bars(in RunFace face, int cells) =>
        $"mic {(face.IsMuted ? "off".PadRight(cells) : LevelBar.Of(face.MicrophoneDb, cells))}  out {LevelBar.Of(face.SpeakerDb, cells)}  {Camera(face)}";

    private static string Camera(in RunFace face) => face.IsCameraOff switch { true => "cam off  ", false => "cam on   ", null => "" };
}
