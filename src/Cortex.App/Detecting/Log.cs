using Microsoft.Extensions.Logging;

namespace Cortex.App.Detecting;

internal static partial class Log
{
    [LoggerMessage(6020, LogLevel.Information, "Looked at {Looks} pictures, {TookMs} ms each, {Faults} in vain; {Outside} scenes came from outside; {Spoken} warnings were spoken, {Unspoken} had no words, {HeldBack} came right after another.")]
    public static partial void Watched(ILogger logger, long looks, long tookMs, long faults, long outside, long spoken, long unspoken, long heldBack);
}
