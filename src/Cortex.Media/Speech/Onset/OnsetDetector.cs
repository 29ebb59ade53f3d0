namespace Cortex.Media.Speech;

/// <summary>
/// Tells at once, and of any sound, that it stands out of the noise: voice, consonant, cough or door alike. It is the fast half of turn
/// taking: it fades the player, and <see cref="TurnDetector"/> then says whether it was a voice. Each of six bands between 375 Hz and
/// 7.8 kHz has its own floor, so that a weak fricative is found over traffic that is many times stronger below it. Hears nothing in the
/// first 100 ms, where it learns the noise. Not thread-safe; a block allocates nothing and takes a few microseconds.
/// </summary>
public sealed class OnsetDetector
{
    /// <summary>Samples in a block: 10 ms.</summary>
    public const int BlockSamples = 160;

    /// <summary>The rate of the input.</summary>
    public const int SampleRateHz = 16_000;

    private const int BlocksToLearn = 10;

    // Evidence is gathered in dB over blocks: one block far over the floor is enough, a weak sound takes two or three.
    private const float Enough = 6;
    private readonly OnsetSpectrum _spectrum = new();
    private readonly OnsetBand[] _bands = new OnsetBand[OnsetSpectrum.Bands];
    private float _raiseDb;
    private int _learnt;

    /// <summary>Starts listening.</summary>
    public OnsetDetector() => Reset();

    /// <summary>
    /// Decibels over the floor that are taken for something else, that is what the echo canceller leaves of an answer while it plays.
    /// Set it as often as it changes, from the thread that feeds the blocks.
    /// </summary>
    /// <value>0 (nothing plays) and more; a negative number counts as 0.</value>
    public float RaiseDb
    {
        get => _raiseDb;
        set => _raiseDb = float.IsFinite(value) ? Math.Max(0, value) : 0;
    }

    /// <summary>How far the newest block stands over the floor in the band where it does most, in decibels; never negative.</summary>
    public float AboveFloorDb { get; private set; }

    /// <summary>What the newest block was told to be.</summary>
    public bool IsSounding { get; private set; }

    /// <summary>Takes a block.</summary>
    /// <param name="block">Exactly <see cref="BlockSamples"/> samples, 16 kHz mono.</param>
    /// <returns>True from the onset until the sound has been gone for a few blocks.</returns>
    public bool Process(ReadOnlySpan<short> block)
    {
        if (block.Length != BlockSamples)
        {
            throw new ArgumentException($"a block has {BlockSamples} samples, this one {block.Length}", nameof(block));
        }

        _spectrum.Take(block);
        var isLearning = _learnt < BlocksToLearn;
        var most = 0f;
        var above = 0f;
        for (var i = 0; i < _bands.Length; i++)
        {
            ref var band = ref _bands[i];
            if (isLearning)
            {
                band.Learn(_spectrum.BandsDb[i], ++band.Blocks);
                continue;
            }

            above = Math.Max(above, band.Take(_spectrum.BandsDb[i], _raiseDb, IsSounding));
            most = Math.Max(most, band.Evidence);
        }

        _learnt += isLearning ? 1 : 0;
        AboveFloorDb = above;
        return IsSounding = most >= (IsSounding ? float.Epsilon : Enough);
    }

    /// <summary>Forgets the noise and what it heard; <see cref="RaiseDb"/> stays.</summary>
    public void Reset()
    {
        _spectrum.Reset();
        _bands.AsSpan().Clear();
        (_learnt, AboveFloorDb, IsSounding) = (0, 0, false);
    }
}
