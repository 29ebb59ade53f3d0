namespace Cortex.App.Talk;

/// <summary>What answers.</summary>
internal enum EngineKind
{
    /// <summary>Live with a key, embedded without one or with a scenario.</summary>
    Auto,

    /// <summary>Gemini Live, or any other Live server by its address.</summary>
    Live,

    /// <summary>The offline brain in this process, without a wire.</summary>
    Offline,

    /// <summary>Our own Live server in this process, over the offline brain or a scenario.</summary>
    Embedded,
}
