using Cortex.App.State;
using Cortex.Assistant.Pump;
using Cortex.Live;
using Cortex.Live.Session;

namespace Cortex.App.WebConsole.Holding;

/// <summary>
/// Keeps what was said over a restart, where what answers does not do that itself: after every turn, off the conversation's path.
/// </summary>
/// <param name="file">Where.</param>
/// <param name="engine">Which engine; another takes up nothing of it.</param>
/// <param name="history">What was said so far.</param>
/// <param name="time">The clock.</param>
internal sealed class TalkKeeper(SessionFile file, string engine, Func<ConversationHistory> history, TimeProvider time) : IPumpObserver, IDisposable
{
    private const int MostCharacters = 16 * 1024;
    private const string Place = "console";

    /// <summary>What was said before the restart; nothing where it is too old.</summary>
    public async Task<ConversationHistory> LoadAsync(CancellationToken cancellationToken) =>
        (await file.LoadAsync(engine, Place, cancellationToken))?.Tail ?? ConversationHistory.Empty;

    /// <summary>The conversation was ended on purpose.</summary>
    public ValueTask ForgetAsync() => file.ForgetAsync(CancellationToken.None);

    /// <inheritdoc />
    public void On(PumpEvent happened)
    {
        // Called on a queue of its own: the write keeps nobody waiting.
        if (happened is TurnEnded)
        {
            file.SaveAsync(new StoredSession(engine, Place, null, time.GetUtcNow(), history().Tail(MostCharacters)), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
    }

    public void Dispose() => file.Dispose();
}
