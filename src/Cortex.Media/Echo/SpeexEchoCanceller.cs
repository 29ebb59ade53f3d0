using System.Runtime.InteropServices;
using Cortex.Media.Audio;

namespace Cortex.Media.Echo;

/// <summary>
/// SpeexDSP in this process: an adaptive filter that learns the way from the loudspeaker to the microphone, and a suppressor of what the
/// filter leaves. Needs the system's library (<see cref="IsAvailable"/>).
/// </summary>
public sealed unsafe class SpeexEchoCanceller : IEchoCanceller
{
    /// <summary>What to say where the library is missing.</summary>
    public const string Advice = "no echo canceller: libspeexdsp.so.1 is not on this machine; install it: sudo apt-get install libspeexdsp1";

    private static readonly Lazy<bool> Available = new(() => NativeLibrary.TryLoad(SpeexDsp.Library, out _));
    private readonly EchoEar _ear;
    private readonly SpeexEchoState _filter;
    private readonly SpeexPreprocessState? _suppressor;
    private readonly short[] _cleaned = new short[SpeechRate.Block];
    private volatile bool _isIdle;
    private bool _hid;
    private uint _noise = 0x9E3779B9;

    /// <summary>Makes a canceller that has learned nothing yet.</summary>
    /// <param name="reference">What is played; this is its only reader.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="EchoException">The library is missing; the message says how to get it.</exception>
    public SpeexEchoCanceller(EchoReference reference, EchoOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (!IsAvailable)
        {
            throw new EchoException(Advice);
        }

        options ??= new EchoOptions();
        _ear = new EchoEar(reference, options);
        var rate = SpeechRate.Hz;
        _filter = SpeexDsp.EchoInit(SpeechRate.Block, (int)(options.Tail.TotalSeconds * rate));
        _ = SpeexDsp.EchoControl(_filter, SpeexDsp.EchoSetSamplingRate, &rate);
        if (options.SuppressResidual)
        {
            _suppressor = SpeexDsp.PreprocessInit(SpeechRate.Block, rate);
            Configure(_suppressor, _filter);
        }
    }

    /// <summary>Whether the library is on this machine.</summary>
    public static bool IsAvailable => Available.Value;

    /// <inheritdoc/>
    public TimeSpan Delay => TimeSpan.FromMilliseconds(_suppressor is null || _isIdle ? 0 : 10);

    /// <inheritdoc/>
    public float ReductionDb => _ear.Meter.ReductionDb;

    /// <inheritdoc/>
    public float ResidualDb => _ear.Meter.ResidualDb;

    /// <inheritdoc/>
    public float RaiseDb => _ear.Meter.RaiseDb;

    /// <inheritdoc/>
    public EchoReport Report => _ear.Report;

    /// <inheritdoc/>
    public void Process(Span<short> near16k, long timestamp)
    {
        EchoEar.CheckLength(near16k.Length);
        for (var at = 0; at < near16k.Length; at += SpeechRate.Block)
        {
            var near = near16k.Slice(at, SpeechRate.Block);
            Cancel(near, _ear.Listen(timestamp, near16k.Length - at - SpeechRate.Block));
            if (_ear.Judge(near, _cleaned))
            {
                SpeexDsp.EchoReset(_filter);
            }

            Give(near);
            Guard(near);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The suppressor looks into the filter.
        _suppressor?.Dispose();
        _filter.Dispose();
    }

    // A filter needs seconds to learn the room, and some rooms it never learns. What may be left of an answer becomes the room's noise:
    // an answer that interrupts itself is worse than one that cannot be interrupted softly. A noise of
    // our own, for the echo itself, however soft, would still have the shape of a voice, and servers listen too.
    private void Guard(Span<short> near)
    {
        var hides = _ear.Meter.IsDoubtful;
        if (hides || _hid)
        {
            var peak = (float)(Pcm.FromDb(_ear.Meter.NoiseDbfs) * Pcm.FullScale * Math.Sqrt(3));
            for (var i = 0; i < near.Length; i++)
            {
                // At once into it, gently out of it.
                var share = hides ? 1 : 1 - ((float)i / near.Length);
                near[i] = Pcm.Saturate((near[i] * (1 - share)) + (share * peak * NextNoise()));
            }
        }

        _hid = hides;
    }

    // From -1 to 1, evenly (xorshift).
    private float NextNoise()
    {
        _noise ^= _noise << 13;
        _noise ^= _noise >> 17;
        _noise ^= _noise << 5;
        return (int)_noise * (1f / int.MaxValue);
    }

    // Where the answer does not reach the microphone (headphones) the sound passes as it is, without the delay and the losses of a
    // suppressor that finds nothing to suppress; the filter goes on listening.
    private void Give(Span<short> near)
    {
        var idle = _ear.RelativeDelayMs is null && _ear.Meter.Report.Verdict is EchoVerdict.NoEcho;
        if (idle && _isIdle)
        {
            return;
        }

        if (idle != _isIdle)
        {
            Pcm.Fade(near, idle ? 0 : 1, idle ? 1 : 0);
            Pcm.Fade(_cleaned, idle ? 1 : 0, idle ? 0 : 1);
            for (var i = 0; i < near.Length; i++)
            {
                near[i] = Pcm.Saturate(near[i] + _cleaned[i]);
            }

            _isIdle = idle;
            return;
        }

        _cleaned.CopyTo(near);
    }

    private void Cancel(ReadOnlySpan<short> near, ReadOnlySpan<short> far)
    {
        fixed (short* recorded = near, played = far, result = _cleaned)
        {
            SpeexDsp.EchoCancel(_filter, recorded, played, result);
            if (_suppressor is not null)
            {
                _ = SpeexDsp.PreprocessRun(_suppressor, result);
            }
        }
    }

    private static void Configure(SpeexPreprocessState suppressor, SpeexEchoState filter)
    {
        // The library applies its gains only with noise suppression on; of noise it shall take nothing.
        int on = 1, noiseDb = 0, echoDb = -40, echoUnderVoiceDb = -15;
        _ = SpeexDsp.PreprocessControl(suppressor, SpeexDsp.PreprocessSetDenoise, &on);
        _ = SpeexDsp.PreprocessControl(suppressor, SpeexDsp.PreprocessSetNoiseSuppress, &noiseDb);
        _ = SpeexDsp.PreprocessControl(suppressor, SpeexDsp.PreprocessSetEchoSuppress, &echoDb);
        _ = SpeexDsp.PreprocessControl(suppressor, SpeexDsp.PreprocessSetEchoSuppressActive, &echoUnderVoiceDb);
        _ = SpeexDsp.PreprocessControl(suppressor, SpeexDsp.PreprocessSetEchoState, (void*)filter.DangerousGetHandle());
    }
}
