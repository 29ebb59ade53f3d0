namespace Cortex.Server.Tokens;

/// <summary>What was asked for in <c>POST auth_tokens</c>; null takes the default.</summary>
internal sealed record TokenWish
{
    public int? Uses { get; init; }

    public DateTimeOffset? ExpireTime { get; init; }

    public DateTimeOffset? NewSessionExpireTime { get; init; }

    public SetupLock? Lock { get; init; }
}
