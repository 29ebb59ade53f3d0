namespace Cortex.App.Bench;

/// <summary>One bench of <c>cortex bench all</c>.</summary>
/// <param name="Name">Its name, which is its file's too.</param>
/// <param name="Title">What it shows, in the plan's words.</param>
/// <param name="Arguments">What it is asked for.</param>
/// <param name="Quick">The same for a short run.</param>
internal sealed record AllStep(string Name, string Title, string[] Arguments, string[] Quick)
{
    /// <summary>All of them, the short ones first: who ends it early has those.</summary>
    public static IReadOnlyList<AllStep> Every { get; } =
    [
        new("micro", "The steps of the sound's path", ["micro"], ["micro", "--batches", "20"]),
        new("latency", "Latency: user speaks → model responds", ["latency"], ["latency", "--turns", "3", "--rounds", "20"]),
        new("buffers", "Memory of buffers", ["buffers"], ["buffers"]),
        new("side-by-side", "Side by side with Google's JavaScript client", ["side-by-side"], ["side-by-side", "--seconds", "10"]),
        new("session", "A session that outlives its connections", ["session"], ["session", "--rounds", "1"]),
        new("bandwidth", "Bandwidth", ["bandwidth"], ["bandwidth", "--seconds", "5"]),
        new("latency-rig", "Latency through sound devices", ["latency", "--sound", "rig", "--turns", "7"], ["latency", "--sound", "rig", "--turns", "1"]),
        new("barge-in", "Barge-in", ["barge-in"], ["barge-in", "--repeat", "1"]),
        new("sound", "Sound without gaps", ["sound", "--minutes", "3"], ["sound", "--minutes", "1"]),
        new("soak", "Stress: 30 minutes under faults and handovers", ["soak"], ["soak", "--minutes", "1"]),
    ];
}
