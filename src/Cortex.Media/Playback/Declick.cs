using Cortex.Media.Audio;

namespace Cortex.Media.Playback;

/// <summary>
/// Nothing ends with a step: what stopped short of zero goes there in a straight line, under whatever follows. The device's thread.
/// </summary>
/// <param name="samples">How long that takes.</param>
internal sealed class Declick(int samples)
{
    private short _last;
    private float _rest;
    private float _step;

    /// <summary>The newest sample was zero, and nothing is left under those that follow.</summary>
    public bool IsSilent => _last == 0 && _rest == 0;

    /// <summary>Sound goes on, or begins.</summary>
    public void Sound(Span<short> sound)
    {
        Add(sound);
        _last = sound.IsEmpty ? _last : sound[^1];
    }

    /// <summary>Silence follows, or goes on.</summary>
    public void Silence(Span<short> silence)
    {
        silence.Clear();
        if (!silence.IsEmpty)
        {
            Stop();
            Add(silence);
        }
    }

    /// <summary>What sounded ends here; something else may begin.</summary>
    public void Stop()
    {
        if (_last != 0)
        {
            (_rest, _step, _last) = (_last, _last / (float)samples, 0);
        }
    }

    /// <summary>It has become silent otherwise.</summary>
    public void Forget() => (_last, _rest) = (0, 0);

    private void Add(Span<short> sound)
    {
        for (var i = 0; i < sound.Length && _rest != 0; i++)
        {
            var next = _rest - _step;
            _rest = next * _step <= 0 ? 0 : next;
            sound[i] = Pcm.Saturate(sound[i] + _rest);
        }
    }
}
