using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Ladder;

/// <summary>
/// Holds a conversation over several engines, the best one first: steps down when one fails, asks the open question again below,
/// tries the better ones in the background and climbs back at a pause. The wearer is never left in silence: when every engine
/// failed, the reason is spoken.
/// </summary>
/// <remarks>
/// An answer counts when its sound was forwarded. Of an answer that broke off the sound that came may be heard to its end, a
/// sentence says that it broke off, and it is not begun again: no answer is played twice. Every change is a
/// <see cref="RungChanged"/>, and once a spoken sentence, which goes into the stream as the model's own words: before the next
/// answer when it went down, in a short turn of its own when it went up. The lowest engine should need nothing.
/// Activity marks (see <see cref="ILiveConversation"/>) are what questions are known by.
/// </remarks>
public sealed class LadderEngine : ILiveEngine
{
    private readonly IReadOnlyList<Rung> _rungs;
    private readonly LadderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Speaker _speaker;

    /// <summary>Makes the ladder; opens nothing.</summary>
    /// <param name="rungs">Best first, at least one; owned by the caller.</param>
    /// <param name="options">How it waits and speaks.</param>
    /// <param name="voice">Speaks its sentences.</param>
    /// <param name="time">The clock of everything that waits.</param>
    /// <param name="loggers">For the log.</param>
    /// <exception cref="ArgumentException">There is no rung, or an option is out of its range.</exception>
    public LadderEngine(IReadOnlyList<Rung> rungs, LadderOptions options, IVoice voice, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(rungs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(voice);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        if (rungs.Count == 0)
        {
            throw new ArgumentException("a ladder needs at least one rung", nameof(rungs));
        }

        options.Check();
        (_rungs, _options, _time, _logger) = ([.. rungs], options, time, loggers.CreateLogger<LadderEngine>());
        _speaker = new Speaker(voice, _options, time, _logger);
    }

    /// <inheritdoc />
    public string Name => "ladder";

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The first rung refuses the setup as contradictory in itself.</exception>
    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(history);
#pragma warning disable CA5394 // Jitter keeps no secret.
        var options = _options.Jitter is null ? _options with { Jitter = new Random().NextDouble } : _options;
#pragma warning restore CA5394
        var conversation = new LadderConversation(_rungs, options, _speaker, setup, history, _time, _logger);
        conversation.Begin();
        return conversation;
    }
}
