using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.App.Terminal;

/// <summary>What could not be kept, for people.</summary>
internal static class LostWords
{
    public static string Of(LostReport lost)
    {
        var what = lost.What switch
        {
            LostKind.Microphone => "sound of the microphone",
            LostKind.Frame => "a picture of the camera",
            LostKind.Text => "typed words",
            LostKind.ToolAnswer => "the answer of a tool",
            LostKind.Playback => "sound of an answer",
            LostKind.Events => "events on their way to an observer",
            _ => lost.What.ToString(),
        };
        return lost.Ms > 0 ? $"{what}, {lost.Ms:0} ms ({lost.Why})" : $"{what} ({lost.Why})";
    }
}
