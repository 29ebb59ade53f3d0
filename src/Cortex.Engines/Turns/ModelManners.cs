using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>What differs between models once they talk (reference 2.1, 2.4, 3.3, section 5).</summary>
/// <param name="Pace">How fast answers are sent; 1 is real time.</param>
/// <param name="DefaultBehavior">Of a function that does not say.</param>
/// <param name="ReportsInteractionStatus">Turns end with <c>interactionStatus</c>.</param>
/// <param name="ReportsVoiceActivity">The start and end of the voice are reported.</param>
/// <param name="HearsMediaChunks">Sound in the deprecated <c>mediaChunks</c> is heard.</param>
internal sealed record ModelManners(
    double Pace, FunctionBehavior DefaultBehavior, bool ReportsInteractionStatus, bool ReportsVoiceActivity, bool HearsMediaChunks)
{
    private static readonly ModelManners Plain = new(4.4, FunctionBehavior.Blocking, false, false, true);
    private static readonly ModelManners Live38 = new(4.4, FunctionBehavior.NonBlocking, false, true, false);
    private static readonly ModelManners Extended38 = new(1.0, FunctionBehavior.NonBlocking, true, true, true);

    /// <summary>The manners of a model; those of an unknown one are the plain ones.</summary>
    public static ModelManners Of(string model) =>
        model.Contains("extended-thinking", StringComparison.Ordinal) ? Extended38
        : model.Contains("3.8-live", StringComparison.Ordinal) ? Live38
        : Plain;
}
