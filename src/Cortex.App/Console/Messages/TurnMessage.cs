using Cortex.Assistant.Report;

namespace Cortex.App.WebConsole.Messages;

/// <summary>A turn is over.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Id">The turn, among those of all conversations.</param>
/// <param name="Heard">The question in words; null: nobody transcribed.</param>
/// <param name="Said">The words of the answer that were heard.</param>
/// <param name="SaidAudioMs">Sound of it that was heard.</param>
/// <param name="Interrupted">It was cut.</param>
/// <param name="Timing">When what happened.</param>
/// <param name="Interruptions">Sounds during the answer.</param>
internal sealed record TurnMessage(int Turn, string Id, string? Heard, string? Said, double SaidAudioMs, bool Interrupted, TurnTiming Timing, IReadOnlyList<InterruptionPart> Interruptions) : ConsoleMessage
{
    public override string Type => "turn";
}
