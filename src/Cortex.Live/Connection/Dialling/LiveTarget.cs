namespace Cortex.Live.Connection;

/// <summary>What to dial: the address, which never holds a secret, and the headers, which may. Its text form shows the address only.</summary>
/// <param name="Uri">A <c>ws</c> or <c>wss</c> address.</param>
/// <param name="Headers">To be sent with the upgrade; secrets among them.</param>
public sealed record LiveTarget(Uri Uri, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <inheritdoc />
    public override string ToString() => Uri.ToString();
}
