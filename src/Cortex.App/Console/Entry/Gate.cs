using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cortex.App.WebConsole.Entry;

/// <summary>
/// Looks at every request before anybody else: which host it names, which page sent it, and, where other machines can come in, what
/// it shows. Any thread.
/// </summary>
/// <param name="hosts">The names of this console.</param>
/// <param name="pass">What has to be shown; null: nothing, for only this machine can come in.</param>
internal sealed class Gate(HostNames hosts, ConsolePass? pass)
{
    /// <summary>Somebody has to show something.</summary>
    public bool NeedsPass => pass is not null;

    /// <summary>Looks at host and origin.</summary>
    /// <returns>False: it was answered with a refusal.</returns>
    public bool Admit(HttpContext context)
    {
        var port = context.Connection.LocalPort;
        if (!hosts.Admit(context.Request.Host, port, context.Request.IsHttps))
        {
            Refuse(context, StatusCodes.Status421MisdirectedRequest);
            return false;
        }

        if (!IsOwnOrigin(context.Request))
        {
            Refuse(context, StatusCodes.Status403Forbidden);
            return false;
        }

        SafeHeaders.Set(context);
        return true;
    }

    /// <summary>Whether a request may have more than the page's files.</summary>
    public bool Knows(HttpContext context) => pass is null || pass.Accepts(context);

    /// <summary>Answers that nothing is shown to somebody unknown. The same whatever was wrong.</summary>
    public static void RefuseUnknown(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
    }

    // Programs send no origin. A browser sends one with every upgrade and every request that could change something, and says of the
    // others where they come from.
    private static bool IsOwnOrigin(HttpRequest request)
    {
        if (request.Headers.Origin is { Count: > 0 } origins)
        {
            return origins is [{ } origin] && origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            || (request.Headers["Sec-Fetch-Mode"] == "navigate" && HttpMethods.IsGet(request.Method));
    }

    private static void Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";

        // A body that nobody wants is not read to its end.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = 0;
        }
    }
}
