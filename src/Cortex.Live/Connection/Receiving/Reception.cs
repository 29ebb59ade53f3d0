using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Cortex.Live.Connection;

/// <summary>
/// Awaits more from the socket. The reader's thread, free from the moment the reader is registered to go on wherever the next bytes
/// come, delivers what came before: so the consumer gets it without a change of threads, and can take its time.
/// </summary>
/// <param name="receiving">The socket's call.</param>
/// <param name="deliverer">What has news to deliver, or null.</param>
internal readonly struct Reception(ValueTask<ValueWebSocketReceiveResult> receiving, LiveConnection? deliverer) : ICriticalNotifyCompletion
{
    /// <summary>False with news, even if bytes have come since: they are read elsewhere.</summary>
    public bool IsCompleted => deliverer is null && receiving.IsCompleted;

    public Reception GetAwaiter() => this;

    public ValueWebSocketReceiveResult GetResult() => receiving.GetAwaiter().GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        // The reader may run on before the next line does: nothing of its state is touched here.
        var from = deliverer;
        receiving.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);
        from?.DeliverHere();
    }
}
