using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Cortex.App.WebConsole.Entry;

/// <summary>
/// What lets somebody in who is not on this machine: the token, shown by programs in a header, and the cookie that the token or a
/// pairing code is exchanged for. The cookie is made from the token, so it outlives a restart, and a new token ends it. Comparisons
/// take the same time whatever is wrong. Any thread.
/// </summary>
internal sealed class ConsolePass(string token, TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "cortex-console";

    private static readonly TimeSpan Life = TimeSpan.FromDays(30);
    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes("cookie of " + token));

    /// <summary>Whether this is the token.</summary>
    public bool Is(string shown) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), _hash);

    /// <summary>Whether a request shows the token in a header, or a cookie that is still good. Never looks at the address.</summary>
    public bool Accepts(HttpContext context)
    {
        var request = context.Request;
        if (request.Cookies[Cookie] is { Length: > 0 } cookie && IsGood(cookie))
        {
            return true;
        }

        var authorization = request.Headers.Authorization.ToString();
        return (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && Is(authorization["Bearer ".Length..].Trim()))
            || (request.Headers["x-goog-api-key"].ToString() is { Length: > 0 } key && Is(key));
    }

    /// <summary>Gives the browser its cookie.</summary>
    public void Admit(HttpContext context)
    {
        var until = (time.GetUtcNow() + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = until + "." + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));
        context.Response.Cookies.Append(Cookie, body + "." + Sign(body), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = Life,
            IsEssential = true,
        });
    }

    private bool IsGood(string cookie)
    {
        var end = cookie.LastIndexOf('.');
        if (end < 0 || cookie.Length > 200)
        {
            return false;
        }

        var (body, signature) = (cookie[..end], cookie[(end + 1)..]);
        var isOurs = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(body)), Encoding.UTF8.GetBytes(signature));
        return isOurs && long.TryParse(body.Split('.')[0], CultureInfo.InvariantCulture, out var until) && until > time.GetUtcNow().ToUnixTimeSeconds();
    }

    private string Sign(string body) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(body)));
}
