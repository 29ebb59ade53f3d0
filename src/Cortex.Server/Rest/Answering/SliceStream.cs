using System.Text;
using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Rest;

/// <summary>
/// Streams slices as server-sent events, or without <c>alt=sse</c> as one JSON array (reference 7.2). A refusal before the first
/// slice is a plain error; after it, it is the last event.
/// </summary>
internal static class SliceStream
{
    public static async Task WriteAsync(HttpContext context, IAsyncEnumerable<Slice> slices, GenerateWriter writer)
    {
        var isSse = context.Request.Query["alt"] == "sse";
        var source = slices.GetAsyncEnumerator(context.RequestAborted);
        await using var end = source.ConfigureAwait(false);
        var more = await source.MoveNextAsync().ConfigureAwait(false);
        context.Response.ContentType = isSse ? "text/event-stream" : "application/json; charset=UTF-8";
        await SendAsync(context, isSse ? "" : "[").ConfigureAwait(false);
        for (var isFirst = true; more; isFirst = false)
        {
            var slice = source.Current;
            var json = RestJson.Bytes(target => writer.Write(target, slice.Parts, slice.FinishReason, slice.Usage), indented: false);
            await SendAsync(context, isSse ? "data: " : isFirst ? "" : ",\r\n", json, isSse ? "\r\n\r\n" : "").ConfigureAwait(false);
            try
            {
                more = await source.MoveNextAsync().ConfigureAwait(false);
            }
            catch (RestFault fault)
            {
                var error = RestJson.Bytes(target => RestFaultWriter.Write(target, fault), indented: false);
                await SendAsync(context, isSse ? "data: " : ",\r\n", error, isSse ? "\r\n\r\n" : "").ConfigureAwait(false);
                break;
            }
        }

        await SendAsync(context, isSse ? "" : "]").ConfigureAwait(false);
    }

    private static async Task SendAsync(HttpContext context, string before, byte[]? json = null, string after = "")
    {
        var body = context.Response.Body;
        await body.WriteAsync(Encoding.ASCII.GetBytes(before), context.RequestAborted).ConfigureAwait(false);
        await body.WriteAsync(json ?? [], context.RequestAborted).ConfigureAwait(false);
        await body.WriteAsync(Encoding.ASCII.GetBytes(after), context.RequestAborted).ConfigureAwait(false);
        await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
