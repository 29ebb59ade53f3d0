using System.Security.Cryptography;

namespace Cortex.Server.Tokens;

/// <summary>The tokens this server made, bounded in number: the oldest go first. Any thread (reference 8).</summary>
internal sealed class TokenStore(int maxCount, TimeProvider time)
{
    private static readonly TimeSpan DefaultLife = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan DefaultStart = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<AuthToken>> _byName = new(StringComparer.Ordinal);
    private readonly LinkedList<AuthToken> _byAge = new();

    public AuthToken Make(TokenWish wish)
    {
        var now = time.GetUtcNow();
        var expires = wish.ExpireTime ?? now + DefaultLife;
        var token = new AuthToken(
            "auth_tokens/" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            expires,
            wish.NewSessionExpireTime ?? now + DefaultStart,
            wish.Lock)
        {
            UsesLeft = wish.Uses switch { null => 1, 0 => null, { } uses => uses },
        };
        lock (_lock)
        {
            _byName.Add(token.Name, _byAge.AddLast(token));
            while (_byAge.First is { Value: var oldest } && (_byAge.Count > maxCount || oldest.ExpiresAt <= now))
            {
                _byAge.RemoveFirst();
                _byName.Remove(oldest.Name);
            }
        }

        return token;
    }

    /// <summary>The token of that name while it is valid.</summary>
    public AuthToken? Find(string name)
    {
        lock (_lock)
        {
            return _byName.TryGetValue(name, out var node) && node.Value.ExpiresAt > time.GetUtcNow() ? node.Value : null;
        }
    }

    /// <summary>Takes one use for a new session; false where none is left or it is too late to start one.</summary>
    public bool TryStart(AuthToken token)
    {
        lock (_lock)
        {
            if (token.StartsBefore <= time.GetUtcNow() || token.UsesLeft is 0)
            {
                return false;
            }

            token.UsesLeft--;
            return true;
        }
    }
}
