using Cortex.Live.Protocol;

namespace Cortex.Live.Models;

/// <summary>Which tools a model takes, and how it calls them (reference 2.1, 2.4, section 5).</summary>
public sealed record ToolRules
{
    /// <summary>It takes functions at all.</summary>
    public bool Functions { get; init; } = true;

    /// <summary>It can wait for an answer.</summary>
    public bool Blocking { get; init; } = true;

    /// <summary>It can go on talking meanwhile.</summary>
    public bool NonBlocking { get; init; } = true;

    /// <summary>What a function without a behaviour is; null where nobody knows, so that it must be written.</summary>
    public FunctionBehavior? DefaultBehavior { get; init; }

    /// <summary>An answer may say when it is spoken about, and that more follows (<c>scheduling</c>, <c>willContinue</c>).</summary>
    public bool Scheduling { get; init; }

    /// <summary>Google Search.</summary>
    public bool Search { get; init; } = true;

    /// <summary>Running code.</summary>
    public bool CodeExecution { get; init; }

    /// <summary>Reading addresses.</summary>
    public bool UrlContext { get; init; }

    /// <summary>It ends its turn at a call and speaks in a new one after the answer.</summary>
    public bool EndsTurnAtCall { get; init; }
}
