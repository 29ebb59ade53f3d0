namespace Cortex.Media.Playback;

/// <summary>A place for a sound in <see cref="AudioMixer"/>: claimed by who plays it, given back by the device.</summary>
internal sealed class OneShot
{
    private const int Free = 0;
    private const int Claimed = 1;
    private const int Sounding = 2;
    private int _state;
    private ReadOnlyMemory<short> _sound;
    private float _gain;
    private int _at;

    /// <summary>Anything is in it.</summary>
    public bool IsTaken => Volatile.Read(ref _state) != Free;

    /// <summary>Device: it sounds.</summary>
    public bool IsSounding => Volatile.Read(ref _state) == Sounding;

    /// <summary>Device: the factor for the main sound meanwhile.</summary>
    public float MainGain { get; private set; }

    /// <summary>Any thread: takes the place.</summary>
    public bool TryPlay(ReadOnlyMemory<short> sound, float gain, float mainGain)
    {
        if (Interlocked.CompareExchange(ref _state, Claimed, Free) != Free)
        {
            return false;
        }

        (_sound, _gain, MainGain, _at) = (sound, gain, mainGain, 0);
        Volatile.Write(ref _state, Sounding);
        return true;
    }

    /// <summary>Device: adds what comes next; after the last of it the place is free.</summary>
    public void AddTo(Span<float> sum)
    {
        var sound = _sound.Span[_at..];
        sound = sound[..Math.Min(sound.Length, sum.Length)];
        for (var i = 0; i < sound.Length; i++)
        {
            sum[i] += sound[i] * _gain;
        }

        _at += sound.Length;
        if (_at == _sound.Length)
        {
            _sound = default;
            Volatile.Write(ref _state, Free);
        }
    }
}
