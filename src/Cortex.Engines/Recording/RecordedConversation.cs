using System.Runtime.CompilerServices;
using Cortex.Engines.Recording.Files;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Recording;

/// <summary>A conversation that is written down as it passes, and every five seconds what it has counted.</summary>
internal sealed class RecordedConversation(
    ILiveConversation inner, RecordingWriter? writer, string? fault, ConditionalWeakTable<Notice, object> written, TimeProvider time) : ILiveConversation
{
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(5);
    private long _counted = time.GetTimestamp();
    private string? _fault = fault;
    private bool _isOver;

    public RecordingWriter? Writer => writer;

    /// <summary>Nothing comes from it any more.</summary>
    public bool IsOver => Volatile.Read(ref _isOver);

    public ConversationStats Stats => inner.Stats;

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        writer?.Up(message);
        Count(isLast: false);
        return inner.SendAsync(message, cancellationToken);
    }

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in inner.ReceiveAsync(cancellationToken).ConfigureAwait(false))
        {
            if ((writer?.TakeFault() ?? Interlocked.Exchange(ref _fault, null)) is { } fault)
            {
                yield return new LiveEvent(new Warned(fault), item.Timestamp, item.Turn);
            }

            if (item.Notice is { } notice)
            {
                written.TryAdd(notice, notice);
                Count(isLast: notice is Closed);
            }

            writer?.Down(item);
            yield return item;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        Volatile.Write(ref _isOver, true);
    }

    // Not by a timer: what stands still counts nothing.
    private void Count(bool isLast)
    {
        if (writer is null || (!isLast && time.GetElapsedTime(Volatile.Read(ref _counted)) < BetweenCounts))
        {
            return;
        }

        Volatile.Write(ref _counted, time.GetTimestamp());
        var stats = inner.Stats;
        writer.Event(at: null, turn: 0, "counts", json =>
        {
            json.WriteNumber("bytesUp", stats.BytesUp);
            json.WriteNumber("bytesDown", stats.BytesDown);
            json.WriteNumber("messagesUp", stats.MessagesUp);
            json.WriteNumber("messagesDown", stats.MessagesDown);
            json.WriteNumber("audioUpMs", Math.Round(stats.AudioUp.TotalMilliseconds));
            json.WriteNumber("audioDownMs", Math.Round(stats.AudioDown.TotalMilliseconds));
            json.WriteNumber("framesSent", stats.FramesSent);
            json.WriteNumber("framesSkipped", stats.FramesSkipped);
            json.WriteNumber("connects", stats.Connects);
            json.WriteNumber("resumes", stats.Resumes);
            json.WriteNumber("promptTokens", stats.Usage.PromptTokens);
            json.WriteNumber("responseTokens", stats.Usage.ResponseTokens);
            json.WriteNumber("totalTokens", stats.Usage.TotalTokens);
        });
    }
}
