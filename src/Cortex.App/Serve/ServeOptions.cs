using System.Net;
using Cortex.App.Configuration;

namespace Cortex.App.Serve;

/// <summary>What <c>cortex serve</c> was asked to do.</summary>
internal sealed record ServeOptions
{
    /// <summary>TCP port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where to listen.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The keys that are let in; empty lets in any.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>A scenario: a file or a built-in name; or null for the offline brain.</summary>
    public string? Scenario { get; init; }

    /// <summary>A fault plan: a file or a built-in name; or null where nothing shall go wrong.</summary>
    public string? Faults { get; init; }

    /// <summary>Browser origins that may connect.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>PEM or PFX file, or null for plain ws.</summary>
    public string? Certificate { get; init; }

    /// <summary>The settings.</summary>
    public required CortexSettings Settings { get; init; }
}
