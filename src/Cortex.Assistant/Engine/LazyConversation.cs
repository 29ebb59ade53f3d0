using System.Runtime.CompilerServices;
using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Speech;

namespace Cortex.Assistant.Engine;

/// <summary>
/// A conversation that is opened when somebody first speaks or types. Until then it costs nothing and connects to nobody; silence is
/// not kept. To its reader it is ready from the start.
/// </summary>
internal sealed class LazyConversation : ILiveConversation
{
    private readonly Lock _gate = new();
    private readonly Func<ILiveConversation> _open;
    private readonly LadderEar? _listens;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<ILiveConversation?> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ILiveConversation? _inner;
    private bool _over;

    /// <param name="open">Opens what answers.</param>
    /// <param name="setup">Of somebody who marks nothing the voice is listened for.</param>
    /// <param name="time">The clock.</param>
    public LazyConversation(Func<ILiveConversation> open, Setup setup, TimeProvider time)
    {
        (_open, _time) = (open, time);
        _listens = setup.RealtimeInputConfig?.AutomaticActivityDetection?.Disabled is true ? null : new LadderEar(setup.RealtimeInputConfig?.AutomaticActivityDetection);
    }

    public ConversationStats Stats => Volatile.Read(ref _inner)?.Stats ?? ConversationStats.Empty;

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref _inner) is { } open)
        {
            return open.SendAsync(message, cancellationToken);
        }

        lock (_gate)
        {
            if (_over || (_inner is null && !IsUse(message)))
            {
                return default;
            }

            if (_inner is null)
            {
                Volatile.Write(ref _inner, _open());
                _opened.TrySetResult(_inner);
                if (message is RealtimeInput { Audio: not null } && _listens is not null)
                {
                    // The voice began in what came before this chunk, which is in it.
                    message = new RealtimeInput { Audio = _listens.Before };
                }
            }
        }

        return _inner!.SendAsync(message, cancellationToken);
    }

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new LiveEvent(new SetupComplete(), _time.GetTimestamp(), 0);
        yield return new LiveEvent(new StateChanged(ConversationState.Connecting, ConversationState.Ready, "it connects when somebody speaks or types"), _time.GetTimestamp(), 0);
        if (await _opened.Task.WaitAsync(cancellationToken).ConfigureAwait(false) is not { } inner)
        {
            yield return new LiveEvent(new StateChanged(ConversationState.Ready, ConversationState.Closed, CloseReason.Done.Text), _time.GetTimestamp(), 0);
            yield return new LiveEvent(new Closed(CloseReason.Done), _time.GetTimestamp(), 0);
            yield break;
        }

        await foreach (var item in inner.ReceiveAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (item)
            {
                case { Message: SetupComplete }:
                case { Notice: StateChanged { From: ConversationState.Connecting, To: ConversationState.Ready } }:
                    break;
                case { Notice: StateChanged { From: ConversationState.Connecting } change }:
                    yield return new LiveEvent(change with { From = ConversationState.Ready }, item.Timestamp, item.Turn);
                    break;
                default:
                    yield return item;
                    break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        ILiveConversation? inner;
        lock (_gate)
        {
            (_over, inner) = (true, _inner);
        }

        _opened.TrySetResult(inner);
        if (inner is not null)
        {
            await inner.DisposeAsync().ConfigureAwait(false);
        }
    }

    // What a picture shows before anybody asks, nobody needs.
    private bool IsUse(ClientMessage message) => message switch
    {
        RealtimeInput { Audio: { } sound } => _listens?.Hear(sound) is VoiceMarkKind.Started,
        RealtimeInput { ActivityStart: true } or RealtimeInput { Text.Length: > 0 } or ClientContent { TurnComplete: true } => true,
        _ => false,
    };
}
