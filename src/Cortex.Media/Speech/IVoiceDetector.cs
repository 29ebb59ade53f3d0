namespace Cortex.Media.Speech;

/// <summary>Tells voice from everything else, one frame after the other. Not thread-safe; allocates nothing per frame.</summary>
public interface IVoiceDetector
{
    /// <summary>Samples in a frame, at 16 kHz: 320 (20 ms) to 512 (32 ms).</summary>
    int FrameSamples { get; }

    /// <summary>What it is, for people.</summary>
    string Name => "signal features";

    /// <summary>True of a trained model: good enough to say by itself where a turn begins and ends (client turns).</summary>
    bool IsNeural => false;

    /// <summary>How probable voice is in this frame, 0 to 1.</summary>
    /// <param name="frame">Exactly <see cref="FrameSamples"/> samples, 16 kHz mono.</param>
    float Process(ReadOnlySpan<short> frame);

    /// <summary>Forgets what it heard.</summary>
    void Reset();
}
