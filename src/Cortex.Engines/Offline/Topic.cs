namespace Cortex.Engines.Offline;

/// <summary>What a question is about, as far as it matters offline.</summary>
enum Topic
{
    /// <summary>Not typed, or "what do you see".</summary>
    Scene,

    /// <summary>Which colours, and where.</summary>
    Colours,

    /// <summary>How light it is.</summary>
    Light,

    /// <summary>Whether the picture is sharp.</summary>
    Sharpness,

    /// <summary>Whether something changed.</summary>
    Change,

    /// <summary>Whether something or somebody is there, or what or who it is.</summary>
    Recognise,

    /// <summary>Whether it is safe: a crossing, a medicine, a step. Never decided here.</summary>
    Safety,

    /// <summary>How far.</summary>
    Distance,

    /// <summary>What is written.</summary>
    Reading,

    /// <summary>Where the wearer is, or how to get somewhere.</summary>
    Way,

    /// <summary>The time of day.</summary>
    Time,

    /// <summary>The date.</summary>
    Date,

    /// <summary>A greeting.</summary>
    Hello,

    /// <summary>Thanks.</summary>
    Thanks,

    /// <summary>What can be asked; who is speaking.</summary>
    Help,

    /// <summary>Anything else.</summary>
    Other,
}
