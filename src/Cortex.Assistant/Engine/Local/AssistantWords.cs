using Cortex.Assistant.Battery;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Instruction;
using Cortex.Assistant.Routing;

namespace Cortex.Assistant.Engine;

/// <summary>All that this device says of itself, in one place. Short: it is for the ear. English, until there is another.</summary>
internal static class AssistantWords
{
    /// <summary>The language of the words; a voice is to speak that one.</summary>
    public const string Language = "en";

    /// <summary>There is nobody who leads the way.</summary>
    public const string NoGuide = "I have no guide for the way; I answer from what I see.";

    /// <summary>The microphone was switched off by word.</summary>
    public const string HowToUnmute = "The microphone is off, and I cannot hear you. The mute key or the button switches it on.";

    /// <summary>There is no page that a code could let anybody into.</summary>
    public const string NoConsole = "There is no pairing code: the console is off.";

    /// <summary>Before the sounds.</summary>
    public const string TheSounds = "These are the sounds.";

    /// <summary>A question of the answer before.</summary>
    public const string TellMore = "Tell me more about that.";

    /// <summary>Who answers, in plain words.</summary>
    /// <param name="engine">The rung's name.</param>
    public static string Who(string engine) => engine switch
    {
        "live" => "Gemini answers, over the network, as we talk.",
        "http" => "Gemini answers, over the network, one question at a time. That is a little slower.",
        "offline" => "This device answers alone, without the network.",
        "embedded" => "This device answers alone. No key is set for Gemini.",
        "scenario" => "A script answers, for trying things out.",
        "none" => "Nobody can answer now. I keep trying.",
        _ => $"{engine} answers.",
    };

    /// <summary>A sign of life.</summary>
    public static string Here(string engine) => engine switch
    {
        "live" => "I am here, and online.",
        "http" => "I am here, and online, a little slower.",
        "none" => "I am here, but nobody can answer now.",
        "offline" or "embedded" => "I am here, and offline.",
        _ => "I am here.",
    };

    /// <summary>A courtesy asks nothing, and is not met with silence; null: it is none, but what recognisers make of noise.</summary>
    /// <param name="said">The words.</param>
    /// <param name="engine">Who answers questions now.</param>
    public static string? Courtesy(string said, string engine) => string.Join(' ', RouteWords.Of(said)) switch
    {
        "hello" or "hi" or "hey" or "hello there" => "Hello. " + Here(engine),
        "thank you" or "thank you very much" or "thank you so much" or "thanks" or "thanks a lot" => "You are welcome.",
        "bye" or "bye bye" or "goodbye" or "good night" => "Goodbye.",
        _ => null,
    };

    /// <summary>How full the battery is.</summary>
    public static string Battery(BatteryState? state) => state switch
    {
        null => "I do not know the battery.",
        { IsCharging: true, Percent: >= 100 } => "The battery is full.",
        { IsCharging: true } charging => $"The battery is at {charging.Percent} percent, and charging.",
        { } known => $"The battery is at {known.Percent} percent.",
    };

    /// <summary>The battery runs low.</summary>
    /// <param name="state">How full it is.</param>
    /// <param name="stopsPictures">The camera is switched off for it.</param>
    public static string BatteryLow(BatteryState state, bool stopsPictures) =>
        $"The battery is at {state.Percent} percent." + (stopsPictures ? " I switch the camera off to save it; \"camera on\" switches it on again." : "");

    /// <summary>How much is said from now on.</summary>
    public static string Amount(Verbosity verbosity) => verbosity switch
    {
        Verbosity.Quiet => "I say only what you ask for.",
        Verbosity.Brief => "I answer briefly.",
        Verbosity.Normal => "I say a little more.",
        _ => "I answer in detail.",
    };

    /// <summary>What can be said.</summary>
    public static IReadOnlyList<string> Help(CommandTable table) =>
    [
        "Ask anything, and speak at any time; I fall silent.",
        "You can say: " + string.Join(", ", Enum.GetValues<WearerCommand>().Where(static command => command is not (WearerCommand.Unmute or WearerCommand.Help)).Select(table.Say).OfType<string>()) + ".",
    ];

    /// <summary>What was answered here, for the model.</summary>
    public static string Note(string question, string answer) =>
        $"(Already answered by this device, do not answer again: the wearer asked \"{question}\", and was told \"{answer}\")";

    /// <summary>The same question goes on in the model.</summary>
    public static string GoOn(string question, string answer) =>
        $"I asked \"{question}\", and this device's own detector answered \"{answer}\" Tell me more about it, from what the camera shows, without repeating that.";
}
