namespace Cortex.Assistant.Routing;

/// <summary>The router's words. Everything is lower case, without signs, in whole words.</summary>
public sealed record RouteTable
{
    /// <summary>A pattern that is not in the words counts where it is as like them as this, 0 to 1.</summary>
    /// <value>0.7.</value>
    public double Threshold { get; init; } = 0.7;

    /// <summary>These decide for the model, before everything else.</summary>
    public IReadOnlyList<string> Layer2First { get; init; } = [];

    /// <summary>These decide for a guide, after those.</summary>
    public IReadOnlyList<string> Layer3First { get; init; } = [];

    /// <summary>What this device can answer from what it recognises.</summary>
    public IReadOnlyList<string> Layer1 { get; init; } = [];

    /// <summary>What the model answers.</summary>
    public IReadOnlyList<string> Layer2 { get; init; } = [];

    /// <summary>What a guide would answer.</summary>
    public IReadOnlyList<string> Layer3 { get; init; } = [];

    /// <summary>What asks nothing: courtesies, and what recognisers make of noise. Only where it is all that was said.</summary>
    public IReadOnlyList<string> Fillers { get; init; } = [];

    /// <summary>Words that take away what stands within three words behind them.</summary>
    public IReadOnlyList<string> Negations { get; init; } = [];

    /// <summary>The table of the plan, with what later practice taught (docs/decisions/12).</summary>
    public static RouteTable English { get; } = new()
    {
        Layer2First =
        [
            "explain", "describe", "detail", "details", "analyze", "analyse", "tell me about", "read this", "what does it say",
            "who is", "what did you say", "safe", "cross", "crossing", "find the", "locate the",
        ],
        Layer3First =
        [
            "where am i", "navigate", "take me to", "go to", "remember this", "save this", "memorize this", "memorise this", "store this", "what do you remember",
            "list memories", "show saved", "where is the", "where are the", "guide me to the", "lead me to the", "point me to the", "which direction is the", "which way is the", "how do i get to",
        ],
        Layer1 =
        [
            "what is this", "what do you see", "what do u see", "what can you see", "look", "watch out", "careful", "hazard", "obstacle", "obstacles", "in front", "ahead",
            "identify", "detect", "count", "how many", "is there a", "is there an", "are there", "where is my", "where are my", "find my", "show me my",
        ],
        Layer2 = ["read", "text", "sign", "label", "writing", "scan", "what am i looking at", "what is in the picture"],
        Layer3 = ["location", "gps", "navigation", "take me", "direction", "directions", "route", "remember", "memory", "memories", "save", "nearest"],
        Fillers =
        [
            "thank you", "thank you very much", "thank you so much", "thanks", "thanks a lot", "hello", "hi", "hey", "hello there", "ok", "okay", "alright", "all right", "good", "great", "fine", "cool",
            "um", "uh", "hm", "hmm", "mm", "mhm", "ah", "oh", "er", "well", "so", "and", "the", "you", "bye", "bye bye", "goodbye", "good night",
            "thanks for watching", "thank you for watching", "thanks for listening", "thank you for listening", "please subscribe", "subscribe", "like and subscribe", "see you next time",
            "see you in the next video", "i will see you next time", "the end", "music", "applause", "silence", "laughter", "subtitles by the amara org community",
        ],
        Negations = ["don't", "dont", "not", "never", "no", "without"],
    };
}
