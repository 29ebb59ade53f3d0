namespace Cortex.App.Talk;

/// <summary>What answers.</summary>
internal enum EngineKind
{
    /// <summary>With a key the ladder live, http, offline; embedded without one or with a scenario.</summary>
    Auto,

    /// <summary>Gemini Live, or any other Live server by its address.</summary>
    Live,

    /// <summary>One request for each answer, without a Live connection.</summary>
    Http,

    /// <summary>The offline brain in this process, without a wire.</summary>
    Offline,

    /// <summary>The older way: HTTP and what is below it.</summary>
    Legacy,

    /// <summary>Our own Live server in this process, over the offline brain or a scenario.</summary>
    Embedded,
}
