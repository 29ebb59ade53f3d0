using System.Text.Json;

namespace Cortex.Engines.Http;

/// <summary>Reads what a server says with an error; never fails, because a server in trouble says anything.</summary>
internal static class ErrorReplies
{
    private const int LongestBody = 64 * 1024;
    private static readonly ErrorReply Nothing = new(Error: null);

    /// <summary>The words of a response; it can be read again afterwards.</summary>
    public static async ValueTask<ErrorReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestBody, cancellationToken).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(bytes, ReplyJson.Default.ErrorReply) ?? Nothing;
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException or IOException or NotSupportedException or InvalidDataException or InvalidOperationException)
        {
            return Nothing;
        }
    }
}
