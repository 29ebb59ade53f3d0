namespace Cortex.Media.Speech;

/// <summary>Melody and loudness of a voice, for what its probability alone cannot tell. Not thread-safe; allocates nothing.</summary>
/// <param name="frameSamples">Samples in a frame.</param>
internal sealed class VoiceProsody(int frameSamples)
{
    private const float QuietestDb = -80;
    private readonly PitchTracker _pitch = new();
    private readonly VoiceTail _tail = new((float)frameSamples / TurnDetector.SampleRateHz);
    private float _floorDb = QuietestDb;

    /// <summary>How far the newest frame stands over the noise.</summary>
    public float AboveNoiseDb { get; private set; }

    public void Reset()
    {
        _pitch.Reset();
        _tail.Reset();
        (_floorDb, AboveNoiseDb) = (QuietestDb, 0);
    }

    /// <summary>Takes a frame.</summary>
    /// <param name="frame">Its samples.</param>
    /// <param name="mayBeVoice">What nobody may be speaking in has no pitch worth knowing, and shows the noise.</param>
    /// <param name="raiseDb">While an answer plays, its echo must not become the noise.</param>
    public void Take(ReadOnlySpan<short> frame, bool mayBeVoice, float raiseDb)
    {
        _pitch.Take(frame);
        _tail.Take(mayBeVoice ? _pitch.Pitch() : 0, _pitch.LevelDb);
        var above = Math.Max(_pitch.LevelDb, QuietestDb) - _floorDb;
        _floorDb += above < 0 ? 0.3f * above : Math.Min(above, mayBeVoice || raiseDb > 0 ? 0.05f : 0.4f);
        AboveNoiseDb = Math.Max(0, above);
    }

    /// <summary>How the voice ended whose last frame lies so many frames back.</summary>
    public VoiceEnding Judge(int framesSince) => _tail.Judge(framesSince);
}
