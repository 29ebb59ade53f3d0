using Cortex.App.Configuration;

namespace Cortex.App.FirstSetup;

/// <summary>What <c>cortex setup</c> was asked to do.</summary>
internal sealed record SetupRequest
{
    /// <summary>The file that is written.</summary>
    public required string Config { get; init; }

    /// <summary>The settings as they hold now, with the options that were given.</summary>
    public required CortexSettings Settings { get; init; }

    /// <summary>Keys and values that were given as options.</summary>
    public required IReadOnlyList<(string Key, string Value)> Given { get; init; }

    /// <summary>The file with the key, where it was named.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The key is the first line of standard input.</summary>
    public bool ReadsKey { get; init; }

    /// <summary>The console's token is made, where there is none.</summary>
    public bool MakesToken { get; init; }

    /// <summary>The devices are tried.</summary>
    public bool Tests { get; init; }

    /// <summary>Nothing is asked, what is there is replaced.</summary>
    public bool IsSure { get; init; }

    /// <summary>Options say everything: nothing is asked but whether to replace.</summary>
    public bool IsByOptions => Given.Count > 0 || KeyFile is not null || ReadsKey || MakesToken || Tests || IsSure;
}
