using Cortex.Media.Audio;
using Cortex.Media.Echo;
using Cortex.Media.Tests.Speech;

namespace Cortex.Media.Tests.Echo;

/// <summary>
/// A loudspeaker, a room and a microphone made by arithmetic. The answer sounds for as long as asked; its echo comes back after a delay,
/// through the room's response, in noise; a wearer may speak over it.
/// </summary>
internal sealed class EchoRoom
{
    public const int PlayedHz = 24_000;
    public const int NearHz = 16_000;
    private const int Block = NearHz / 100;
    private readonly Random _random = new(3);

    public double DelayMs { get; init; } = 60;

    public double GainDb { get; init; } = -10;

    /// <summary>Time in which the room's response falls by 60 dB; 0 for a pure delay.</summary>
    public double ReverbMs { get; init; }

    /// <summary>The loudspeaker clips at this part of full scale.</summary>
    public double ClipAt { get; init; } = 1;

    public double NoiseDbfs { get; init; } = -65;

    /// <summary>How much faster the loudspeaker's clock runs.</summary>
    public double Drift { get; init; }

    /// <summary>Every timestamp is off by up to this much either way.</summary>
    public double JitterMs { get; init; }

    /// <summary>The clocks lie about the delay by this much.</summary>
    public double ClockErrorMs { get; init; }

    public short[] Answer { get; init; } = Talk(20, PlayedHz);

    public short[] Wearer { get; init; } = [];

    public TimeProvider Time { get; } = new Devices.ManualTime();

    /// <summary>So many seconds of an answer at an ordinary level.</summary>
    public static short[] Talk(double seconds, int rateHz, double levelDbfs = -20) =>
        Say(seconds, rateHz, levelDbfs, "question-voice2", "interrupt", "stop-voice2");

    /// <summary>The same by another voice with other words.</summary>
    public static short[] Other(double seconds, int rateHz, double levelDbfs = -20) =>
        Say(seconds, rateHz, levelDbfs, "question", "long-question-with-pause");

    /// <summary>How much of a sound is in another, in decibels: 0 if all of it is there, whatever else is there too.</summary>
    public static double LevelOfIn(ReadOnlySpan<short> sound, ReadOnlySpan<short> mix)
    {
        var (product, square) = (0.0, 0.0);
        for (var i = 0; i < sound.Length; i++)
        {
            (product, square) = (product + ((double)sound[i] * mix[i]), square + ((double)sound[i] * sound[i]));
        }

        return Pcm.ToDbfs(Math.Max(0, product / square));
    }

    private static short[] Say(double seconds, int rateHz, double levelDbfs, params string[] names)
    {
        var words = Resampler.Convert((short[])[.. names.SelectMany(Scene.Speech)], NearHz, rateHz);
        var talk = new short[(int)(seconds * rateHz)];
        for (var i = 0; i < talk.Length; i++)
        {
            talk[i] = words[i % words.Length];
        }

        Pcm.ApplyGain(talk, (float)Pcm.FromDb(levelDbfs - Pcm.LevelDbfs(talk)));
        return talk;
    }

    /// <summary>Runs it through and gives what the microphone heard and what came out.</summary>
    public (short[] Near, short[] Cleaned) Run(Func<EchoReference, IEchoCanceller> make, double seconds, Action<IEchoCanceller, double>? look = null)
    {
        var reference = new EchoReference(PlayedHz, Time);
        using var canceller = make(reference);
        var near = Microphone(seconds);
        var cleaned = near.ToArray();
        var period = new short[PlayedHz / 100];
        var written = 0;
        for (var at = 0; at + Block <= near.Length; at += Block)
        {
            var now = (at + Block) / (double)NearHz;
            for (; written / (PlayedHz * (1 + Drift)) < now + Math.Max(0.03, ClockErrorMs / 1000); written += period.Length)
            {
                period.AsSpan().Clear();
                var rest = Answer.AsSpan(Math.Min(written, Answer.Length));
                rest[..Math.Min(rest.Length, period.Length)].CopyTo(period);
                reference.Write(period, Stamp(written / (PlayedHz * (1 + Drift)) - (ClockErrorMs / 1000)));
            }

            canceller.Process(cleaned.AsSpan(at, Block), Stamp(now));
            look?.Invoke(canceller, now);
        }

        return (near, cleaned);
    }

    /// <summary>What the microphone hears.</summary>
    public short[] Microphone(double seconds)
    {
        var sounding = Answer.AsSpan(0, Math.Min(Answer.Length, (int)(1.2 * seconds * PlayedHz)));
        var played = Resampler.Convert(sounding, PlayedHz, NearHz).Select(s => (float)Math.Clamp(s, -ClipAt * 32767, ClipAt * 32767)).ToArray();
        var response = Response();
        var echo = new float[played.Length + response.Length];
        for (var j = 0; j < response.Length; j++)
        {
            for (var i = 0; response[j] != 0 && i < played.Length; i++)
            {
                echo[i + j] += played[i] * response[j];
            }
        }

        var filter = new ResamplerFilter(1 << 16, 1 << 16);
        var padded = (float[])[.. new float[filter.Taps], .. echo, .. new float[filter.Taps]];
        var near = new short[(int)(seconds * 100) * Block];
        for (var i = 0; i < near.Length; i++)
        {
            var at = ((i / (double)NearHz) - (DelayMs / 1000)) * NearHz * (1 + Drift);
            var whole = (int)Math.Floor(at);
            var value = 0f;
            if (whole > -filter.Half && whole + filter.Half < echo.Length)
            {
                value = filter.Apply(padded.AsSpan(filter.Taps + whole - filter.Half + 1, filter.Taps), (int)((at - whole) * (1 << 16)));
            }

            value += (float)(Pcm.FromDb(NoiseDbfs) * 32768 * Math.Sqrt(3) * ((_random.NextDouble() * 2) - 1));
            near[i] = Pcm.Saturate(value + (i < Wearer.Length ? Wearer[i] : 0));
        }

        return near;
    }

    private float[] Response()
    {
        var gain = (float)Pcm.FromDb(GainDb);
        if (ReverbMs == 0)
        {
            return [gain];
        }

        var response = new float[(int)(ReverbMs * NearHz / 1000 * 0.7)];
        var random = new Random(11);
        for (var i = 0; i < response.Length; i++)
        {
            // Sparse early reflections grow dense.
            var isThere = random.NextDouble() < 0.05 + (i / 1000.0);
            response[i] = isThere ? (float)((random.NextDouble() - 0.5) * Math.Pow(10, -3.0 * i / (ReverbMs * NearHz / 1000))) : 0;
        }

        response[0] = 0.8f;
        var norm = (float)Math.Sqrt(response.Sum(r => r * r));
        return [.. response.Select(r => r / norm * gain)];
    }

    private long Stamp(double seconds) =>
        (long)((100 + seconds + (JitterMs / 1000 * ((_random.NextDouble() * 2) - 1))) * Time.TimestampFrequency);
}
