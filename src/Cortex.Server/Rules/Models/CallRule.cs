namespace Cortex.Server.Rules;

/// <summary>What a model says to <c>behavior</c> (reference 2.1).</summary>
internal enum CallRule
{
    /// <summary>Both; blocking where nothing is said.</summary>
    BlockingByDefault,

    /// <summary>Both; non-blocking where nothing is said.</summary>
    NonBlockingByDefault,

    /// <summary>Blocking only.</summary>
    OnlyBlocking,

    /// <summary>Non-blocking only.</summary>
    OnlyNonBlocking,
}
