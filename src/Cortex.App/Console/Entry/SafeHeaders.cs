using Microsoft.AspNetCore.Http;

namespace Cortex.App.WebConsole.Entry;

/// <summary>What every answer tells the browser: nothing from elsewhere, in nobody's frame, and no more than the page needs.</summary>
internal static class SafeHeaders
{
    /// <summary>Sets them.</summary>
    /// <param name="context">A request whose host was looked at.</param>
    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        var socket = (context.Request.IsHttps ? "wss://" : "ws://") + context.Request.Host;
        headers.ContentSecurityPolicy =
            $"default-src 'self'; connect-src 'self' {socket}; img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self'; "
            + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
