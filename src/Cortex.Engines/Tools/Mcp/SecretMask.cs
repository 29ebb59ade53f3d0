namespace Cortex.Engines.Tools;

/// <summary>Takes secrets out of words before anybody reads them: a server may say its own key in a line of its log, or in an answer.</summary>
internal sealed class SecretMask
{
    // Shorter values are no secrets, and would tear words apart.
    private const int Least = 6;
    private readonly string[] _secrets;

    public SecretMask(IEnumerable<string> secrets) =>
        _secrets = [.. secrets.SelectMany(Parts).Where(static secret => secret.Length >= Least).Distinct(StringComparer.Ordinal).OrderByDescending(static secret => secret.Length)];

    /// <summary>The words without them.</summary>
    public string Hide(string words) => _secrets.Aggregate(words, static (left, secret) => left.Replace(secret, "***", StringComparison.Ordinal));

    // "Bearer abc": the key alone is a secret too.
    private static IEnumerable<string> Parts(string secret) => [secret, .. secret.Split([' ', '=', '&', ':'], StringSplitOptions.RemoveEmptyEntries)];
}
