namespace Cortex.Testing;

/// <summary>Messages both ways, taken by hand from docs/reference/live-protocol.md; to be split at every index, for instance.</summary>
public static class GoldenMessages
{
    /// <summary>What clients send: Google's own in their forms (compact, indented, mixed spelling, escaped), and ours.</summary>
    public static IReadOnlyList<GoldenMessage> Client { get; } = [.. GoldenSetups.All, .. GoldenInputs.All];

    /// <summary>What the server sends, in its form: two spaces, a trailing newline, defaults omitted, names in camelCase.</summary>
    public static IReadOnlyList<GoldenMessage> Server { get; } = [.. GoldenContents.All, .. GoldenSignals.All];

    /// <summary>What servers send in another form or with other names than the Developer API's (compact, Vertex, errors, novelties).</summary>
    public static IReadOnlyList<GoldenMessage> OtherServers => GoldenOtherServers.All;

    /// <summary>The message of that name.</summary>
    public static GoldenMessage Get(string name) => Client.Concat(Server).Concat(OtherServers).Single(message => message.Name == name);
}
