using System.Net;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;

namespace Cortex.Engines.Http;

/// <summary>What a failed request means for what comes next (reference 7.4), in the classes of a conversation's end.</summary>
internal static class HttpFailures
{
    /// <summary>A refusal of the server.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="reply">What it said.</param>
    /// <param name="credential">What must not be repeated, though the server does; null: nothing.</param>
    public static BrainException Refused(HttpStatusCode status, ErrorReply reply, Credential? credential)
    {
        var words = reply.Error?.Message is { Length: > 0 } message ? Line(credential?.HideIn(message) ?? message) : $"HTTP {(int)status} without a word";
        var meaning = status switch
        {
            HttpStatusCode.TooManyRequests => CloseClass.Quota,
            HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden
                or HttpStatusCode.NotFound or HttpStatusCode.RequestEntityTooLarge => CloseClass.RefusedSetup,
            _ => CloseClass.ServerFault,
        };
        return new BrainException(new CloseReason(CloseSide.Server, CodeOf(meaning), words, meaning));
    }

    /// <summary>No answer came about.</summary>
    public static BrainException Failed(Exception exception, Uri endpoint) => exception switch
    {
        CredentialException => Make(CloseClass.RefusedSetup, exception.Message, exception),
        TimeoutException => Make(CloseClass.ServerFault, exception.Message, exception),
        _ => Make(CloseClass.Network, $"{endpoint.Authority} cannot be reached: {Line(exception.GetBaseException().Message)}", exception),
    };

    /// <summary>An answer that is none.</summary>
    public static BrainException Unusable(string words, Exception? exception = null) => Make(CloseClass.ServerFault, words, exception);

    private static BrainException Make(CloseClass meaning, string words, Exception? exception) =>
        new(new CloseReason(meaning is CloseClass.Network ? CloseSide.Network : CloseSide.Client, CodeOf(meaning), words, meaning), exception);

    // The codes a Live server would have closed with for the same reason (reference 4.6).
    private static int CodeOf(CloseClass meaning) => meaning switch
    {
        CloseClass.Network => 1006,
        CloseClass.RefusedSetup => 1007,
        _ => 1011,
    };

    private static string Line(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.Length <= 300 ? line : line[..300] + "…";
    }
}
