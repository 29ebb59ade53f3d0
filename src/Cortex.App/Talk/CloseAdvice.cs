using Cortex.App.Terminal;
using Cortex.Live;

namespace Cortex.App.Talk;

/// <summary>What the end of a conversation means for the one who sits at the terminal: one line, with what to do.</summary>
internal static class CloseAdvice
{
    public static string For(CloseReason reason, string model, string server)
    {
        var words = PlainWords.Of(reason.Text).Trim().TrimEnd('.') is { Length: > 0 } said ? said : $"code {reason.Code} without a word";
        model = PlainWords.Of(model);
        return reason.Class switch
        {
            CloseClass.RefusedSetup when Says("is not trusted") => $"{server} cannot be trusted ({words}): name its certificate, or the one that signed it, with SSL_CERT_FILE=FILE before the command",
            CloseClass.RefusedSetup when Says("API key") || Says("callers") || Says("the key or token") => $"{server} refused the key ({words}): set GEMINI_API_KEY to a key that is valid there",
            CloseClass.RefusedSetup when Says("is not found") => $"{server} does not have the model {model} ({words}): choose another with --model",
            CloseClass.RefusedSetup when Says("HTTP ") => $"{server} is no Live server ({words}): check the address given with --endpoint",
            CloseClass.RefusedSetup => $"{server} refused the conversation ({words}): change what it names, or the --model {model}",
            CloseClass.Quota => $"{server} says that the quota is used up ({words}): wait, or use another key",
            CloseClass.Network => $"{server} cannot be reached or went away ({words}): check the address and the network",
            CloseClass.LostSession => $"{server} no longer knows the conversation ({words}): start it again",
            CloseClass.Clean or CloseClass.GoingAway => $"{server} ended the conversation ({words}): start it again",
            _ => $"{server} failed ({words}): try again in a while",
        };

        bool Says(string part) => reason.Text.Contains(part, StringComparison.OrdinalIgnoreCase);
    }
}
