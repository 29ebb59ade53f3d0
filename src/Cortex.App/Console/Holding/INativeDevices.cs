using Cortex.Live;

namespace Cortex.App.WebConsole.Holding;

/// <summary>The devices of this machine, as one that can hold the conversation.</summary>
internal interface INativeDevices
{
    /// <summary>For people.</summary>
    string Name { get; }

    /// <summary>It may be taken from them; not where a recording is played.</summary>
    bool Yields { get; }

    /// <summary>What was said so far, while they hold it.</summary>
    ConversationHistory History { get; }

    /// <summary>They take the conversation.</summary>
    /// <param name="history">What was said before.</param>
    /// <exception cref="IOException">They cannot be had now; one line.</exception>
    Task BeginAsync(ConversationHistory history);

    /// <summary>They let it go; waits until they have.</summary>
    /// <returns>What was said up to now.</returns>
    Task<ConversationHistory> EndAsync();
}
