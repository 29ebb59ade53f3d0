using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Endpoint;

/// <summary>Which browser pages are let in: a page anywhere can reach loopback, so none by default.</summary>
internal sealed class Origins(IReadOnlyList<string> allowed)
{
    /// <summary>True for programs, which send no origin, and for allowed pages.</summary>
    public bool Admits(HttpRequest request) =>
        request.Headers.Origin is not [{ Length: > 0 } origin] || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>Lets an allowed page read the answer.</summary>
    public static void Mark(HttpContext context)
    {
        if (context.Request.Headers.Origin is [{ Length: > 0 } origin])
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.AccessControlAllowHeaders = "content-type, x-goog-api-key, x-goog-api-client, authorization";
            context.Response.Headers.AccessControlAllowMethods = "GET, POST";
            context.Response.Headers.Vary = "Origin";
        }
    }
}
