using Cortex.Media.Audio;

namespace Cortex.App.Run;

/// <summary>How loud, as a bar: from −60 dBFS, where it is empty, to full scale.</summary>
internal static class LevelBar
{
    private const double Quietest = -60;
    private const char Full = '█';
    private const char Empty = '░';

    public static string Of(double levelDb, int cells)
    {
        var share = Math.Clamp(((double.IsNaN(levelDb) ? Pcm.SilenceDbfs : levelDb) - Quietest) / -Quietest, 0, 1);
        var filled = (int)Math.Round(share * cells);
        return new string(Full, filled) + new string(Empty, cells - filled);
    }
}
