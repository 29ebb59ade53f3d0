using Cortex.Media.Audio;
using Cortex.Media.Echo;
using Cortex.Media.Speech;

namespace Cortex.Media.Tests.Echo;

/// <summary>What a server hears of an answer that no filter takes out well.</summary>
public sealed class EchoGateTests
{
    private const int Block = 160;
    private const int Hz = EchoRoom.NearHz;

    [Theory]
    [InlineData(-30), InlineData(-34), InlineData(-38)]
    public void What_is_left_of_an_answer_softer_than_a_voice_starts_no_turn_at_a_server(double leftDb) =>
        Assert.Empty(Heard(leftDb, new short[12 * Hz]));

    [Fact]
    public void A_wearer_over_the_answer_starts_a_turn_at_a_server()
    {
        var wearer = new short[12 * Hz];
        EchoRoom.Other(2, Hz, -22).CopyTo(wearer.AsSpan(8 * Hz));

        Assert.InRange(Assert.Single(Heard(-34, wearer)), 8, 9.5);
    }

    /// <summary>The seconds at which a server finds a voice; the answer begins after one.</summary>
    private static List<double> Heard(double leftDb, short[] wearer)
    {
        var answer = new short[12 * Hz];
        EchoRoom.Talk(11, Hz).CopyTo(answer.AsSpan(Hz));
        var random = new Random(7);
        var meter = new EchoMeter();
        var server = new TurnDetector(new SignalVoiceDetector(), TurnDetectorOptions.ForServer(isStartLow: false, isEndLow: false, null, null));
        var starts = new List<double>();
        var (near, cleaned) = (new short[Block], new short[Block]);
        for (var at = 0; at < answer.Length; at += Block)
        {
            for (var i = 0; i < Block; i++)
            {
                var noise = (float)(32768 * Pcm.FromDb(-71) * Math.Sqrt(3) * ((random.NextDouble() * 2) - 1));
                near[i] = Pcm.Saturate(noise + wearer[at + i] + (float)(answer[at + i] * Pcm.FromDb(-10)));
                cleaned[i] = Pcm.Saturate(noise + wearer[at + i] + (float)(answer[at + i] * Pcm.FromDb(leftDb)));
            }

            meter.Take(answer.AsSpan(at, Block), near, cleaned);
            for (var i = 0; meter.IsDoubtful && i < Block; i++)
            {
                cleaned[i] = (short)(32768 * Pcm.FromDb(-71) * Math.Sqrt(3) * ((random.NextDouble() * 2) - 1));
            }

            ReadOnlySpan<short> rest = cleaned;
            while (server.Next(ref rest, out var mark))
            {
                if (mark.Kind is VoiceMarkKind.Started)
                {
                    starts.Add(mark.Position / (double)Hz);
                }
            }
        }

        return starts;
    }
}
