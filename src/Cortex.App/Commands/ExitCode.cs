namespace Cortex.App.Commands;

/// <summary>What the program ends with; the same for every verb.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 2;

    /// <summary>A question got no answer.</summary>
    public const int NoAnswer = 3;

    /// <summary>Refused or unreachable: key, quota, model, network.</summary>
    public const int Refused = 4;

    /// <summary>A device or a file.</summary>
    public const int Device = 5;

    /// <summary>Ctrl-C or a request to terminate.</summary>
    public const int Interrupted = 130;
}
