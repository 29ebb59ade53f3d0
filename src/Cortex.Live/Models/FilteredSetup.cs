using Cortex.Live.Protocol;

namespace Cortex.Live.Models;

/// <summary>A setup its model accepts, and what that took.</summary>
/// <param name="Setup">The setup to send.</param>
/// <param name="LeftOut">A sentence for each thing that was left out or replaced: what, why, and what to do instead.</param>
public sealed record FilteredSetup(Setup Setup, IReadOnlyList<string> LeftOut)
{
    /// <summary>A sentence for each thing the model requires and the setup lacked.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>What may go wrong all the same: an ageing or unknown model, an unknown voice.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
