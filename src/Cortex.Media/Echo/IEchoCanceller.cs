namespace Cortex.Media.Echo;

/// <summary>
/// What stands between the microphone and everything that listens to it, against the answer that comes back from the loudspeaker.
/// Owned by the input device's thread; only the numbers may be read from elsewhere, and may then be one block old. A call allocates
/// nothing and never waits.
/// </summary>
public interface IEchoCanceller : IDisposable
{
    /// <summary>How much later the sound comes out than it went in; timestamps are not changed.</summary>
    TimeSpan Delay { get; }

    /// <summary>How much of the echo is taken off, in decibels, over the last seconds of an answer; 0 until an answer has sounded.</summary>
    float ReductionDb { get; }

    /// <summary>The level of what is left of the answer while it sounds, in dBFS; -120 until an answer has sounded.</summary>
    float ResidualDb { get; }

    /// <summary>
    /// By how much what is left of the answer may stand above the room's noise in the last block, in decibels: what a voice must be
    /// louder by to be taken for one. 0 while nothing sounds.
    /// </summary>
    float RaiseDb { get; }

    /// <summary>
    /// The microphone is closed: what came out of the last block is silence that is no room's, so nothing is to be heard in it and
    /// nothing to be learnt from it.
    /// </summary>
    bool IsClosed => false;

    /// <summary>What is known so far about the echo and what is done against it.</summary>
    EchoReport Report { get; }

    /// <summary>Takes the answer out of the microphone, in place.</summary>
    /// <param name="near16k">16 kHz; a multiple of 160 samples (10 ms). Blocks follow each other without gaps.</param>
    /// <param name="timestamp">When the last of them was captured, as <see cref="Devices.IAudioReceiver"/> says it.</param>
    /// <exception cref="ArgumentException">The length is no multiple of 160.</exception>
    void Process(Span<short> near16k, long timestamp);
}
