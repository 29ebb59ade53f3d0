using Cortex.Media.Audio;
using Cortex.Media.Devices;

namespace Cortex.EndToEnd.Devices;

/// <summary>What the microphone hears goes to the loudspeaker, with as little waiting between the two as their periods allow.</summary>
internal sealed class Wire(int microphoneHz, int speakerHz) : IAudioReceiver, IAudioProvider
{
    private readonly Resampler _resampler = new(microphoneHz, speakerHz);
    private readonly AudioRing _ring = new(speakerHz);
    private readonly short[] _resampled = new short[speakerHz / 10];

    public void OnSamples(ReadOnlySpan<short> samples, long timestamp) =>
        _ring.Write(_resampled.AsSpan(0, _resampler.Process(samples, _resampled)));

    public void Fill(Span<short> destination, long timestamp)
    {
        // What piled up while the other device was being opened.
        if (_ring.Count > destination.Length * 2)
        {
            _ring.Skip(_ring.Count - destination.Length);
        }

        destination[_ring.Read(destination)..].Clear();
    }
}
