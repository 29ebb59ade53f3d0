using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>Opens the rungs' conversations with the setup and the history that each should have. Guarded by the conversation's lock.</summary>
internal sealed class RungOpener(IReadOnlyList<Rung> rungs, Setup setup, HistoryRecorder history, TimeProvider time)
{
    /// <summary>The wearer marks what they say; somebody who does not, a browser with server turns, is listened to.</summary>
    public bool IsMarked { get; set; } = setup.RealtimeInputConfig?.AutomaticActivityDetection?.Disabled is true;

    /// <summary>Marks make this rung's turns.</summary>
    public bool IsByMarks(int rung) => rungs[rung].ByMarks && IsMarked;

    /// <summary>Rungs that are opened from now on get this setup.</summary>
    public void Renew(Setup newer) => setup = newer;

    /// <summary>The setup as a rung gets it.</summary>
    public Setup For(int rung) => IsByMarks(rung) ? ByMarks() : setup;

    /// <summary>Opens a rung.</summary>
    /// <param name="rung">Which.</param>
    /// <param name="isFirst">The conversation's first: what it refuses is the caller's fault.</param>
    /// <param name="hasQuestion">A question is open: it is asked again, and is not history yet.</param>
    /// <exception cref="ArgumentException">The first rung refuses the setup as contradictory.</exception>
    public ILiveConversation Open(int rung, bool isFirst, bool hasQuestion)
    {
        try
        {
            return rungs[rung].Engine.Open(For(rung), hasQuestion ? BeforeTheQuestion() : history.History);
        }
        catch (ArgumentException e) when (!isFirst)
        {
            return new StillbornConversation(new CloseReason(CloseSide.Client, 1007, e.Message, CloseClass.RefusedSetup), time);
        }
    }

    private Setup ByMarks() => new(setup)
    {
        RealtimeInputConfig = (setup.RealtimeInputConfig ?? new RealtimeInputConfig()) with
        {
            AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true },
        },
    };

    private ConversationHistory BeforeTheQuestion()
    {
        var all = history.History;
        var count = all.Entries.Count;
        while (count > 0 && all.Entries[count - 1].Role is HistoryRole.User)
        {
            count--;
        }

        return count == all.Entries.Count ? all : all with { Entries = [.. all.Entries.Take(count)] };
    }
}
