using Cortex.Media.Audio;
using Cortex.Media.Speech;

namespace Cortex.Engines.Turns;

/// <summary>Takes everything above a level for a voice.</summary>
internal sealed class LevelDetector : IVoiceDetector
{
    public int FrameSamples => 320;

    public float Process(ReadOnlySpan<short> frame) => Pcm.LevelDbfs(frame) > -40 ? 1 : 0;

    public void Reset()
    {
    }
}
