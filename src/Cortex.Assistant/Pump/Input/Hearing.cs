using Cortex.Assistant.TurnTaking;
using Cortex.Media.Echo;
using Cortex.Media.Speech;

namespace Cortex.Assistant.Pump;

/// <summary>
/// What is made of the microphone's sound before it goes anywhere, block by block and in place: the answer is taken out of it, whatever
/// stands out is met by the player at once, and voices are found. The device's thread alone; allocates nothing.
/// </summary>
internal sealed class Hearing(TurnDetector voices, IEchoCanceller? echo, BargeIn bargeIn)
{
    /// <summary>Samples in a block: 10 ms.</summary>
    public const int BlockSamples = OnsetDetector.BlockSamples;

    private readonly OnsetDetector _onset = new();
    private long _origin;

    /// <summary>Samples before a voice that belong to it.</summary>
    public int PreRollSamples => voices.PreRollSamples;

    /// <summary>How much later sound comes out than it went in.</summary>
    public TimeSpan Delay => echo?.Delay ?? TimeSpan.Zero;

    /// <summary>A block.</summary>
    /// <param name="block">16 kHz; on return without the answer.</param>
    /// <param name="timestamp">When its last sample was captured.</param>
    /// <param name="marks">Where a voice began or ended in it; earlier ones stay.</param>
    public void Process(Span<short> block, long timestamp, ref VoiceMarks marks)
    {
        echo?.Process(block, timestamp);
        _onset.RaiseDb = voices.RaiseDb = echo?.RaiseDb ?? 0;
        voices.IsDeaf = echo?.IsClosed ?? false;
        var sound = !voices.IsDeaf && _onset.Process(block);

        ReadOnlySpan<short> rest = block;
        while (voices.Next(ref rest, out var mark))
        {
            marks = mark.Kind is VoiceMarkKind.Started
                ? marks with { Started = _origin + mark.Position }
                : marks with { Ended = _origin + mark.Position, EndedAtLimit = mark.IsLimit };
        }

        bargeIn.Hear(sound, voices.IsSuspecting, voices.IsSpeaking, voices.IsDeaf ? 0 : _onset.AboveFloorDb);
    }

    /// <summary>Forgets a voice that is on.</summary>
    /// <param name="position">How many samples were processed so far.</param>
    public void Forget(long position)
    {
        voices.Reset();
        _origin = position;
    }
}
