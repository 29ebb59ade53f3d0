using System.Globalization;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Turns;

/// <summary>
/// Makes a conversation of any brain: hears when the wearer speaks, asks, speaks the answer at a pace, is interrupted, calls tools,
/// counts tokens and keeps the history (reference 3.3, 4.1). Any number of conversations at once; thread-safe.
/// </summary>
/// <remarks>
/// With automatic detection in the setup (the default) it finds turns in the sound itself and ignores activity marks; with
/// <c>disabled: true</c> the marks make the turns and sound outside them is dropped. An utterance of
/// <see cref="TurnEngineOptions.LongestUtterance"/> ends there and is answered. Where the turns include all input, the sound of a spoken
/// question is everything since the one before, the newest of it up to that length; typed words take no sound with them. Sound and pictures are used up at once and never
/// queued; typed words and tool answers wait while 256 events wait for the reader, and a reader that leaves 1,024 behind loses
/// the conversation (1008).
/// </remarks>
public sealed class TurnEngine : ILiveEngine
{
    private readonly IBrain _brain;
    private readonly TurnEngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _conversations;

    /// <summary>Makes the engine.</summary>
    /// <param name="brain">Answers; asked by several conversations at once.</param>
    /// <param name="options">Pace, limits and manners.</param>
    /// <param name="time">The clock of everything that is paced or waits.</param>
    /// <param name="loggers">For the log.</param>
    /// <exception cref="ArgumentException">An option is out of its range; says which and what is allowed.</exception>
    public TurnEngine(IBrain brain, TurnEngineOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(brain);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        options.Check();
        (_brain, _options, _time, _logger) = (brain, options, time, loggers.CreateLogger<TurnEngine>());
    }

    /// <summary>The brain's name.</summary>
    public string Name => _brain.Name;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The setup asks for more than one kind of answer.</exception>
    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(history);
        if (setup.GenerationConfig?.ResponseModalities is { Count: > 1 } modalities)
        {
            throw new ArgumentException($"responseModalities are {string.Join(", ", modalities)}; a conversation answers in exactly one", nameof(setup));
        }

        var number = Interlocked.Increment(ref _conversations).ToString(CultureInfo.InvariantCulture);
        return new TurnConversation($"{Name}-{number}", _brain, _options, setup, history, _time, _logger);
    }
}
