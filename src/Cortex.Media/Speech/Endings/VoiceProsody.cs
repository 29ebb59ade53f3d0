namespace Cortex.Media.Speech;

/// <summary>Melody and loudness of a voice, for what its probability alone cannot tell. Not thread-safe; allocates nothing.</summary>
/// <param name="frameSamples">Samples in a frame.</param>
internal sealed class VoiceProsody(int frameSamples)
{
    private const float QuietestDb = -80;

    // A consonant over hum has the pitch of the hum.
    private const float Standing = 6;
    private readonly PitchTracker _pitch = new();
    private readonly VoiceTail _tail = new((float)frameSamples / TurnDetector.SampleRateHz);
    private float _floorDb = float.NaN;

    /// <summary>How far the newest frame stands over the noise.</summary>
    public float AboveNoiseDb { get; private set; }

    public void Reset()
    {
        _pitch.Reset();
        _tail.Reset();
        (_floorDb, AboveNoiseDb) = (float.NaN, 0);
    }

    /// <summary>Takes a frame.</summary>
    /// <param name="frame">Its samples.</param>
    /// <param name="mayBeVoice">What nobody may be speaking in has no pitch worth knowing, and shows the noise.</param>
    /// <param name="raiseDb">While an answer plays, its echo must not become the noise.</param>
    public void Take(ReadOnlySpan<short> frame, bool mayBeVoice, float raiseDb)
    {
        _pitch.Take(frame);
        var level = Math.Max(_pitch.LevelDb, QuietestDb);
        _floorDb = float.IsNaN(_floorDb) ? level : _floorDb;
        var above = level - _floorDb;
        _tail.Take(mayBeVoice && above >= Standing ? _pitch.Pitch() : 0, _pitch.LevelDb);
        _floorDb += above < 0 ? 0.3f * above : Math.Min(above, raiseDb > 0 ? 0.01f : mayBeVoice ? 0.05f : 0.4f);
        AboveNoiseDb = Math.Max(0, above);
    }

    /// <summary>How the voice ended whose last frame lies so many frames back.</summary>
    public VoiceEnding Judge(int framesSince) => _tail.Judge(framesSince);
}
