using Cortex.Server.Endpoint;
using Cortex.Server.Faults;
using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Rest;

/// <summary>What a fault plan does to one HTTP request.</summary>
internal static class PlannedFaults
{
    /// <summary>Waits, prepares the answer to break, or refuses; without a plan it does nothing.</summary>
    /// <exception cref="RestFault">The request is refused.</exception>
    public static async Task PlayAsync(HttpContext context, ServerParts parts)
    {
        foreach (var fault in parts.Faults?.OfRequest(context.Request.Path.Value ?? "") ?? [])
        {
            switch (fault.What)
            {
                case FaultKind.SlowHttp:
                    await Task.Delay(TimeSpan.FromMilliseconds(fault.Ms ?? 5_000), parts.Time, context.RequestAborted).ConfigureAwait(false);
                    break;
                case FaultKind.CutStream:
                    context.Response.Body = new CutStream(context.Response.Body, fault.Bytes ?? 200);
                    break;
                default:
                    throw Refusal(fault);
            }
        }
    }

    private static RestFault Refusal(Fault fault)
    {
        var status = fault.Status ?? 429;
        if (status == 429)
        {
            return RestFault.OverQuota(fault.Daily ?? false, fault.Text, fault.RetryMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null);
        }

        var (name, text) = Words(status);
        return new RestFault(status, name, fault.Text ?? text) { RetryAfter = fault.RetryMs is { } wait ? TimeSpan.FromMilliseconds(wait) : null };
    }

    // The statuses of reference 7.4; the texts are those of the same faults on the socket.
    private static (string Name, string Text) Words(int status) => status switch
    {
        400 => ("INVALID_ARGUMENT", "Request contains an invalid argument."),
        401 => ("UNAUTHENTICATED", "Request had invalid authentication credentials."),
        403 => ("PERMISSION_DENIED", "The caller does not have permission."),
        404 => ("NOT_FOUND", "Requested entity was not found."),
        503 => ("UNAVAILABLE", "The service is currently unavailable."),
        504 => ("DEADLINE_EXCEEDED", "Deadline expired before operation could complete."),
        _ => ("INTERNAL", "Internal error encountered."),
    };
}
