using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Pump;

/// <summary>Empties the microphone lane into the conversation, in order, with messages that are used again and again.</summary>
/// <param name="lane">Where from.</param>
/// <param name="conversation">Where to.</param>
/// <param name="time">For when the engine took what.</param>
/// <param name="onMark">A mark, right after it was handed on, and when that was.</param>
internal sealed class Sender(MicrophoneLane lane, ILiveConversation conversation, TimeProvider time, Action<LaneItem, long> onMark)
{
    /// <summary>16 kHz is what the model hears natively (reference 4.3).</summary>
    private const string MimeType = "audio/pcm;rate=16000";

    private static readonly RealtimeInput Start = new() { ActivityStart = true };
    private static readonly RealtimeInput End = new() { ActivityEnd = true };
    private static readonly RealtimeInput Pause = new() { AudioStreamEnd = true };

    private readonly byte[] _chunk = new byte[MicrophoneLane.ChunkBytes];
    private readonly RealtimeInput _audio = new();
    private long _position;

    /// <summary>When the newest chunks went out.</summary>
    public SendLog Log { get; } = new();

    /// <summary>Up to which sample of the microphone the conversation has taken everything. Any thread.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var wake = cancellationToken.UnsafeRegister(static lane => ((MicrophoneLane)lane!).Wake(), lane);
        _audio.Audio = MediaBytes.FromRaw(MimeType, _chunk);
        while (!cancellationToken.IsCancellationRequested)
        {
            while (lane.TryRead(_chunk, out var item))
            {
                if (Message(item.Kind) is { } message)
                {
                    await conversation.SendAsync(message, cancellationToken).ConfigureAwait(false);
                }

                _position = item.Position;
                if (item.Kind is LaneKind.Audio)
                {
                    Log.Note(item, time.GetTimestamp());
                }
                else
                {
                    onMark(item, time.GetTimestamp());
                }
            }

            await lane.WaitAsync().ConfigureAwait(false);
        }
    }

    private RealtimeInput? Message(LaneKind kind) => kind switch
    {
        LaneKind.Audio => _audio,
        LaneKind.ActivityStart => Start,
        LaneKind.ActivityEnd => End,
        LaneKind.StreamEnd => Pause,
        _ => null,
    };
}
