using System.Text.Json;
using Cortex.App.WebConsole.Messages;
using Microsoft.AspNetCore.Http;

namespace Cortex.App.WebConsole.Entry;

/// <summary>
/// <c>/session</c>: tells a browser whether it is let in, and exchanges a token or a pairing code, in the body of a POST, for its
/// cookie. Every refusal looks the same.
/// </summary>
internal sealed class SignIn(Gate gate, ConsolePass? pass, PairingCodes codes, TimeProvider time)
{
    private const int MostBytes = 1024;
    private readonly FailedTries _failed = new(time);

    public async Task ServeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await WriteAsync(context, new SignInState(gate.Knows(context), gate.NeedsPass));
        }
        else if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, POST";
        }
        else if (pass is null)
        {
            await WriteAsync(context, new SignInState(Admitted: true, NeedsToken: false));
        }
        else
        {
            await TryAsync(context, pass);
        }
    }

    private async Task TryAsync(HttpContext context, ConsolePass asked)
    {
        var address = context.Connection.RemoteIpAddress;
        // Counted before it is read: who asks many times at once is not asked to wait for the first answer.
        if (!_failed.TryCount(address))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = ((int)FailedTries.Wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return;
        }

        var shown = await ReadAsync(context);

        // A mistyped token is no try at the code.
        if (asked.Is(shown?.Token ?? "") || (shown?.Code is { Length: > 0 } code && codes.Take(code)))
        {
            _failed.Forgive(address);
            asked.Admit(context);
            await WriteAsync(context, new SignInState(Admitted: true, NeedsToken: true));
            return;
        }

        Gate.RefuseUnknown(context);
    }

    private static async Task<SignInRequest?> ReadAsync(HttpContext context)
    {
        var bytes = new byte[MostBytes + 1];
        try
        {
            var count = await context.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, context.RequestAborted);
            return count <= MostBytes ? JsonSerializer.Deserialize(bytes.AsSpan(0, count), ConsoleJson.Default.SignInRequest) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static async Task WriteAsync(HttpContext context, SignInState state)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(state, ConsoleJson.Default.SignInState), context.RequestAborted);
    }
}
