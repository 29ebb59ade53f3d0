namespace Cortex.Media.Speech;

/// <summary>
/// How many frames on end have one pitch that glides as a voice's does: found where noise drowns all else of a vowel. Hum and tones do
/// not glide, noise has no pitch for long.
/// </summary>
internal sealed class PitchRun
{
    // In semitones between frames of 20 ms, and over the run.
    private const float LongestStep = 1.2f;
    private const float Glide = 0.2f;
    private readonly PitchTracker _tracker = new();
    private float _before;
    private float _low;
    private float _high;
    private int _frames;

    /// <summary>Frames in the run that is on; 0 where it does not glide.</summary>
    public int Frames => _high - _low >= Glide ? _frames : 0;

    public void Reset()
    {
        _tracker.Reset();
        (_frames, _before, _low, _high) = (0, 0, 0, 0);
    }

    public void Take(ReadOnlySpan<short> frame)
    {
        _tracker.Take(frame);
        var pitch = _tracker.Pitch();
        var semitones = pitch > 0 ? 12 * MathF.Log2(pitch / 55) : float.NaN;
        if (float.IsNaN(semitones))
        {
            (_frames, _low, _high) = (0, 0, 0);
        }
        else if (_frames > 0 && MathF.Abs(semitones - _before) <= LongestStep)
        {
            _frames++;
            (_low, _high) = (MathF.Min(_low, semitones), MathF.Max(_high, semitones));
        }
        else
        {
            (_frames, _low, _high) = (1, semitones, semitones);
        }

        _before = semitones;
    }
}
