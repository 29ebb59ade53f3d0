using Cortex.App.Configuration;

namespace Cortex.App.Doctor;

/// <summary>Looks at one part of the machine.</summary>
internal interface ICheck
{
    /// <summary>The part, as the findings' heading.</summary>
    string Name { get; }

    /// <summary>It may take so long; then that is the finding.</summary>
    TimeSpan Limit { get; }

    /// <summary>Looks.</summary>
    /// <param name="settings">What Cortex would run with.</param>
    /// <param name="cancellationToken">The time is up, or nobody waits any more.</param>
    /// <exception cref="IOException">It could not be looked at; the message becomes the finding.</exception>
    Task<IReadOnlyList<Finding>> LookAsync(CortexSettings settings, CancellationToken cancellationToken);
}
