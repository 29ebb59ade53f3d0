using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Turns;

/// <summary>What the turn engine logs; never words, sound or pictures.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Debug, "conversation {Conversation} opened: brain {Brain}, model {Model}")]
    public static partial void Opened(ILogger logger, string conversation, string brain, string model);

    [LoggerMessage(3001, LogLevel.Debug, "conversation {Conversation} asks turn {Turn}: {SpeechMs} ms of speech, typed: {Typed}, picture: {Picture}, tool answers: {Tools}")]
    public static partial void Asked(ILogger logger, string conversation, int turn, double speechMs, bool typed, bool picture, int tools);

    [LoggerMessage(3002, LogLevel.Warning, "conversation {Conversation}: the brain cannot answer: {Reason}")]
    public static partial void CannotAnswer(ILogger logger, string conversation, string reason);

    [LoggerMessage(3003, LogLevel.Error, "conversation {Conversation}: the brain failed")]
    public static partial void BrainFailed(ILogger logger, string conversation, Exception exception);

    [LoggerMessage(3004, LogLevel.Debug, "conversation {Conversation} ended: {Reason}")]
    public static partial void Ended(ILogger logger, string conversation, string reason);

    [LoggerMessage(3005, LogLevel.Warning, "conversation {Conversation}: an answer that was cut {Seconds} s ago still runs; its brain ignores the cancellation")]
    public static partial void BrainLingers(ILogger logger, string conversation, double seconds);
}
