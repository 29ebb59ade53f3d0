using System.Runtime.InteropServices;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Cues;

namespace Cortex.Assistant.Engine;

/// <summary>What "help" says: the commands, then each cue by its name with its sound behind it. Pure.</summary>
internal static class HelpTour
{
    private const int BytesPerSecond = 48_000;

    /// <summary>The parts, in order.</summary>
    /// <param name="table">The words of commands.</param>
    /// <param name="silenced">Cues that this device never plays.</param>
    public static IReadOnlyList<LocalPart> Of(CommandTable table, IReadOnlySet<Cue> silenced) =>
    [
        .. AssistantWords.Help(table).Select(static words => new LocalPart(words)),
        new LocalPart(AssistantWords.TheSounds),
        .. Enum.GetValues<Cue>().Where(cue => !silenced.Contains(cue)).Select(static cue => new LocalPart(CueSounds.NameOf(cue) + ":", Sound(cue))),
    ];

    private static byte[] Sound(Cue cue)
    {
        var gap = new byte[BytesPerSecond / 10];
        var sound = MemoryMarshal.AsBytes(CueSounds.Of(cue).Span);
        return [.. gap, .. sound, .. gap, .. gap, .. gap];
    }
}
