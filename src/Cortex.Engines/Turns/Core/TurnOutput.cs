using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>What the rules want done, in order, each thing with the turn it belongs to.</summary>
/// <param name="actions">Where to put it; the caller empties it.</param>
internal sealed class TurnOutput(List<TurnAction> actions)
{
    /// <summary>The wearer's turn, from 1; 0 before the first.</summary>
    public int Turn { get; set; }

    public void Send(ServerMessage message) => Do(new TurnAction(TurnActionKind.Send) { Message = message });

    public void Note(Notice notice) => Do(new TurnAction(TurnActionKind.Note) { Notice = notice });

    public void Do(TurnAction action) => actions.Add(action with { Turn = Turn });
}
