using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.App.WebConsole.Holding;

/// <summary>The engine as one socket sees it: its conversation is the one that everybody shares.</summary>
internal sealed class SeatEngine(Floor floor, Holder holder) : ILiveEngine
{
    public string Name => "console";

    public ILiveConversation Open(Setup setup, ConversationHistory history) => floor.Open(holder, setup, history);
}
