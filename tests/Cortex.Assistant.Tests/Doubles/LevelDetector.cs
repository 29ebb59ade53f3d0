using Cortex.Media.Audio;
using Cortex.Media.Speech;

namespace Cortex.Assistant.Tests;

/// <summary>Loud is voice.</summary>
internal sealed class LevelDetector : IVoiceDetector
{
    public int FrameSamples => 320;

    public float Process(ReadOnlySpan<short> frame) => Pcm.Peak(frame) > 1000 ? 1 : 0;

    public void Reset()
    {
    }
}
